package io.photinus.ledger;

import io.photinus.types.Hash;
import io.photinus.types.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All blocks of a ledger: on disk, the recent ones in memory too. One thread appends, any may read; a block is seen by
 * nobody before it is durable.
 */
final class Chain implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Chain.class);
    private static final int RECENT_BLOCKS = 256;
    private static final int RECENT_BYTES = 16 << 20;
    /** Of every so many blocks the offset is kept; the others are reached by skipping records. */
    private static final int STRIDE = 32;

    private final Clock clock;
    private final BlockFile file;
    private final String ledger;
    private final RequestIndex requests = new RequestIndex();
    private final Map<Long, Block> recent = new LinkedHashMap<>();
    private int recentBytes;
    private long[] offsets = new long[64];
    private volatile Block head;

    Chain(Path directory, Clock clock) throws IOException {
        this.clock = clock;
        this.file = new BlockFile(directory, genesis(clock));
        Block last = null;
        try {
            long offset = 0;
            for (byte[] stored = file.read(0); stored != null; stored = file.read(offset)) {
                last = link(stored, last, offset);
                offset = BlockFile.next(offset, stored.length);
            }
            long torn = file.cut(offset);
            if (last == null) {
                throw new IOException("the ledger in " + directory + " is empty");
            }
            if (torn > 0) {
                LOG.info("dropped {} bytes of a block that was never finished, behind block {}", torn, last.number());
            }
        } catch (IOException | RuntimeException refused) {
            file.close();
            throw refused;
        }
        this.head = last;
        this.ledger = block(0).hash();
    }

    private static byte[] genesis(Clock clock) {
        byte[] seed = new byte[16];
        new SecureRandom().nextBytes(seed);
        Instant now = clock.instant();
        return new Block.Text(0, "0".repeat(64), now, HexFormat.of().formatHex(seed), List.of()).bytes();
    }

    private Block link(byte[] stored, @Nullable Block parent, long offset) throws IOException {
        Block.Text text = Json.read(stored, Block.Text.class);
        if (parent != null
                && (text.number() != parent.number() + 1 || !text.parent().equals(parent.hash()))) {
            throw new IOException("block " + text.number() + " at byte " + offset + " does not follow block "
                    + parent.number() + "; the ledger file was changed, restore it from a copy");
        }
        Block block = Block.of(stored);
        remember(block, offset);
        return block;
    }

    private synchronized void remember(Block block, long offset) {
        if (block.number() % STRIDE == 0) {
            int index = (int) (block.number() / STRIDE);
            if (index == offsets.length) {
                offsets = Arrays.copyOf(offsets, offsets.length * 2);
            }
            offsets[index] = offset;
        }
        for (int i = 0; i < block.transactions().size(); i++) {
            requests.put(block.transactions().get(i).key(), new Position(block.number(), i));
        }
        recent.put(block.number(), block);
        recentBytes += block.size();
        var oldest = recent.values().iterator();
        while (recent.size() > 1 && (recent.size() > RECENT_BLOCKS || recentBytes > RECENT_BYTES)) {
            recentBytes -= oldest.next().size();
            oldest.remove();
        }
    }

    /** The ledger's name: the hash of its first block. */
    String ledger() {
        return ledger;
    }

    /** The last durable block. */
    Block head() {
        return head;
    }

    /**
     * Makes one block of the transactions. Returns after it is durable and visible.
     *
     * @throws IOException when it is not; nothing has changed, and the call may be repeated
     */
    Block append(List<Transaction> transactions) throws IOException {
        Block parent = head;
        Instant now = clock.instant();
        Block.Text text = new Block.Text(
                parent.number() + 1,
                parent.hash(),
                now.isBefore(parent.timestamp()) ? parent.timestamp() : now,
                null,
                transactions.stream().map(Transaction::submission).toList());
        byte[] stored = text.bytes();
        long offset = file.end();
        file.append(stored);
        Block block =
                new Block(text.number(), Hash.sha256(stored).toString(), text.timestamp(), List.copyOf(transactions));
        remember(block, offset);
        head = block;
        return block;
    }

    /** A block up to the head, from memory or from the file. */
    Block block(long number) throws IOException {
        long offset;
        synchronized (this) {
            Block known = recent.get(number);
            if (known != null) {
                return known;
            }
            offset = offsets[(int) (number / STRIDE)];
        }
        for (long i = number / STRIDE * STRIDE; i < number; i++) {
            offset = file.skip(offset);
        }
        byte[] stored = file.read(offset);
        if (stored == null) {
            throw new IOException("block " + number + " at byte " + offset + " can no longer be read");
        }
        return Block.of(stored);
    }

    /** Where the request with this key stands. */
    Optional<Placed> find(String key) throws IOException {
        Position position;
        synchronized (this) {
            position = requests.find(key);
        }
        return position == null ? Optional.empty() : Optional.of(new Placed(block(position.block()), position));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
