package io.photinus.ledger;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders submissions and makes them durable, a block at a time, on a thread of its own. The order is that in which {@link
 * #submit} was called. An idle ledger writes nothing.
 */
final class BlockMaker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BlockMaker.class);
    private static final long MAX_BLOCK_BYTES = 8 << 20;
    private static final long MAX_PENDING_BYTES = 2 * MAX_BLOCK_BYTES;
    private static final long PAUSE_AFTER_FAILURE_MILLIS = 1000;

    /** A request that waits for its block, and those who want to know its place. */
    private record Pending(Transaction transaction, List<Consumer<Placed>> waiting) {}

    private final Chain chain;
    private final long intervalNanos;
    private final int maxPending;
    private final Runnable afterBlock;
    private final Thread thread;

    private final Map<String, Pending> pending = new LinkedHashMap<>();
    private long pendingBytes;
    private boolean closed;

    /** @param afterBlock called on the maker's thread after each block; must not block */
    BlockMaker(Chain chain, Duration interval, int maxPending, Runnable afterBlock) {
        this.chain = chain;
        this.intervalNanos = interval.toNanos();
        this.maxPending = maxPending;
        this.afterBlock = afterBlock;
        this.thread = new Thread(this::run, "photinus-ledger-blocks");
        this.thread.start();
    }

    /**
     * Takes a checked transaction, or recognises a repetition. Blocks while too much is pending.
     *
     * @param placed told the first place of this request after its block is durable; called once, on any thread, and must
     *     not block. Not called when the maker closes first: the outcome is then unknown to the submitter.
     */
    void submit(Transaction transaction, Consumer<Placed> placed) throws IOException {
        Optional<Placed> known = Optional.empty();
        synchronized (this) {
            while (!closed && (pending.size() >= maxPending || pendingBytes >= MAX_PENDING_BYTES)) {
                pause(0);
            }
            Pending first = pending.get(transaction.key());
            if (first != null) {
                first.waiting().add(placed);
                return;
            }
            known = chain.find(transaction.key());
            if (known.isEmpty() && !closed) {
                pending.put(transaction.key(), new Pending(transaction, new ArrayList<>(List.of(placed))));
                pendingBytes += transaction.size();
                notifyAll();
            }
        }
        known.ifPresent(placed);
    }

    private void run() {
        long last = System.nanoTime() - intervalNanos;
        for (List<Transaction> next = take(last); !next.isEmpty(); next = take(last)) {
            last = System.nanoTime();
            try {
                publish(chain.append(next));
            } catch (IOException | RuntimeException | Error failed) {
                // Errors too: a maker that ended here would leave everybody waiting without a word.
                LOG.error(
                        "block {} cannot be written, trying again: {}",
                        chain.head().number() + 1,
                        failed.toString());
                synchronized (this) {
                    pause(PAUSE_AFTER_FAILURE_MILLIS);
                }
            }
        }
    }

    /** Waits for submissions and for the interval; empty means the end. They stay pending until they are durable. */
    private synchronized List<Transaction> take(long last) {
        while (!closed) {
            long wait = last + intervalNanos - System.nanoTime();
            if (!pending.isEmpty() && wait <= 0) {
                break;
            }
            pause(pending.isEmpty() ? 0 : wait / 1_000_000 + 1);
        }
        List<Transaction> taken = new ArrayList<>();
        long bytes = 0;
        for (Pending each : pending.values()) {
            bytes += each.transaction().size();
            if (closed || !taken.isEmpty() && bytes > MAX_BLOCK_BYTES) {
                break;
            }
            taken.add(each.transaction());
        }
        return taken;
    }

    private void publish(Block block) {
        for (int i = 0; i < block.transactions().size(); i++) {
            Transaction transaction = block.transactions().get(i);
            Placed place = new Placed(block, new Position(block.number(), i));
            List<Consumer<Placed>> waiting;
            synchronized (this) {
                waiting = pending.remove(transaction.key()).waiting();
                pendingBytes -= transaction.size();
                notifyAll();
            }
            waiting.forEach(each -> each.accept(place));
        }
        afterBlock.run();
    }

    /** Nobody interrupts our threads, so an interrupt is a foreign mistake; it must not stop the ledger. */
    private void pause(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException foreign) {
            LOG.debug("interrupted", foreign);
        }
    }

    /** Finishes the block that is being written and leaves the rest; returns within seconds. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        LedgerServer.join(thread);
    }
}
