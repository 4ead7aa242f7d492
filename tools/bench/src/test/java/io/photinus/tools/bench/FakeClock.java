package io.photinus.tools.bench;

import io.photinus.tools.bench.wire.Clock;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes when the test says so; what is due runs in order, at its time. */
final class FakeClock implements Clock {
    private record Later(long time, long order, Runnable what) {}

    private final PriorityQueue<Later> later =
            new PriorityQueue<>(Comparator.comparingLong(Later::time).thenComparingLong(Later::order));
    private long now = 1_000_000;
    private long order;

    @Override
    public long now() {
        return now;
    }

    @Override
    public void after(long nanos, Runnable what) {
        later.add(new Later(now + Math.max(0, nanos), order++, what));
    }

    void pass(long nanos) {
        long end = now + nanos;
        while (!later.isEmpty() && later.peek().time() <= end) {
            Later next = later.remove();
            now = Math.max(now, next.time());
            next.what().run();
        }
        now = end;
    }

    /** The driver itself stands still: nothing runs meanwhile. */
    void freeze(long nanos) {
        now += nanos;
    }
}
