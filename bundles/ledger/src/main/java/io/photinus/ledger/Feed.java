package io.photinus.ledger;

import io.photinus.types.Names;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One reader's way through one contract. It holds a position and two counters, never events, so a reader may be as slow as
 * it likes. Belongs to the thread that writes; only {@link #acknowledge} comes from another one.
 */
final class Feed {
    private static final int MAX_EVENTS = 100;
    private static final int MAX_BYTES = 256 << 10;
    /** So many blocks are looked at before the connection gets its turn again. */
    private static final int MAX_BLOCKS = 1000;
    /** Batches that may be on their way without an acknowledgement. */
    private static final long WINDOW = 2;

    private final Chain chain;
    private final String contract;
    /** What is looked at next. */
    private long block;

    private int index;
    /** What was looked at last. */
    private Position behind;

    private volatile long sent;
    private volatile long acknowledged;

    Feed(Chain chain, String contract, String from) throws RefusedException {
        if (!Names.isName(contract)) {
            throw new RefusedException("the contract must be a name");
        }
        this.chain = chain;
        this.contract = contract;
        this.behind = start(chain.head(), from);
        this.block = behind.block();
        this.index = behind.transaction() + 1;
    }

    private static Position start(Block head, String from) throws RefusedException {
        if (from.isEmpty() || from.equals("oldest")) {
            return new Position(0, 0);
        }
        if (from.equals("newest")) {
            return head.end();
        }
        Position position = from.matches("\\d{1,12}")
                ? new Position(Math.max(0, Long.parseLong(from) - 1), Position.LAST)
                : Position.parse(from);
        if (position == null) {
            throw new RefusedException("from must be oldest, newest, a block number or a protocol id");
        }
        if (position.block() > head.number()) {
            throw new RefusedException("this ledger ends at block " + head.number() + ", before " + from
                    + ": it is another ledger, or an older copy");
        }
        return position;
    }

    /** The position behind which the next batch begins. */
    Position behind() {
        return behind;
    }

    /** Whether {@link #next} may have something. */
    boolean ready() {
        Block head = chain.head();
        return sent - acknowledged < WINDOW
                && (block < head.number()
                        || block == head.number() && index < head.transactions().size());
    }

    /** Notes that this batch and all before it are settled. Called by one thread. */
    void acknowledge(long batch) throws RefusedException {
        if (batch <= 0 || batch > sent) {
            throw new RefusedException("batch " + batch + " was never sent");
        }
        acknowledged = Math.max(acknowledged, batch);
    }

    /** The next batch as a frame; null when the blocks looked at hold nothing for this contract. */
    @Nullable
    String next() throws IOException {
        long head = chain.head().number();
        List<Frames.Event> events = new ArrayList<>();
        int bytes = 0;
        for (int looked = 0; looked < MAX_BLOCKS && block <= head; looked++) {
            Block current = chain.block(block);
            while (index < current.transactions().size()) {
                if (events.size() == MAX_EVENTS || bytes >= MAX_BYTES) {
                    return batch(events);
                }
                behind = new Position(block, index);
                Transaction transaction = current.transactions().get(index);
                if (contract.equals(transaction.body().contract())) {
                    events.add(Frames.Event.of(current, index));
                    bytes += transaction.size();
                }
                index++;
            }
            if (block < head) {
                block++;
                index = 0;
            } else {
                break;
            }
        }
        return events.isEmpty() ? null : batch(events);
    }

    private String batch(List<Frames.Event> events) {
        long number = sent + 1;
        sent = number;
        return Frames.events(number, events, behind);
    }
}
