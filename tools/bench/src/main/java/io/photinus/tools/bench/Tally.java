package io.photinus.tools.bench;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Counts messages, each once, however often it is reported. A message is measured when it was due within the window; rates
 * count what happened within the window. Times are those of {@link System#nanoTime}. Thread-safe.
 */
final class Tally {
    private static final long LONGEST_MICROS = 600_000_000;
    private static final int DIGITS = 3;

    /** A message that is not confirmed everywhere yet; bit i of {@code seen} stands for member i. */
    private record Message(long due, AtomicInteger seen) {}

    private final int everywhere;
    private final LongConsumer finished;
    private final Map<Long, Message> open = new ConcurrentHashMap<>();
    private final Histogram accept = new ConcurrentHistogram(LONGEST_MICROS, DIGITS);
    private final Histogram confirm = new ConcurrentHistogram(LONGEST_MICROS, DIGITS);
    private final LongAdder sent = new LongAdder();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder confirmed = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder doubled = new LongAdder();
    private volatile long from = Long.MAX_VALUE;
    private volatile long until = Long.MAX_VALUE;

    /** @param finished is told the number of each message that needs no more waiting */
    Tally(int members, LongConsumer finished) {
        this.everywhere = (1 << members) - 1;
        this.finished = finished;
    }

    /** Sets the window of time that counts. */
    void window(long start, long end) {
        until = end;
        from = start;
    }

    private boolean counts(long time) {
        return time - from >= 0 && time - until < 0 && from != Long.MAX_VALUE;
    }

    /** A message is to be sent at this time, whenever it leaves. */
    void due(long number, long time) {
        open.put(number, new Message(time, new AtomicInteger()));
        if (counts(time)) {
            sent.increment();
        }
    }

    void accepted(long number, long due, long now) {
        if (counts(now)) {
            accepted.increment();
        }
        if (counts(due)) {
            record(accept, now - due);
        }
    }

    void refused(long number) {
        refused.increment();
        if (open.remove(number) != null) {
            finished.accept(number);
        }
    }

    /** A member has reported the message as confirmed. */
    void confirmed(int member, long number, long now) {
        Message message = open.get(number);
        if (message == null) {
            doubled.increment();
            return;
        }
        int bit = 1 << member;
        int before = message.seen().getAndUpdate(seen -> seen | bit);
        if ((before & bit) != 0) {
            doubled.increment();
        } else if ((before | bit) == everywhere) {
            open.remove(number);
            if (counts(now)) {
                confirmed.increment();
            }
            if (counts(message.due())) {
                record(confirm, now - message.due());
            }
            finished.accept(number);
        }
    }

    private static void record(Histogram histogram, long nanos) {
        histogram.recordValue(Math.min(LONGEST_MICROS, Math.max(0, nanos / 1000)));
    }

    /** Messages that were sent and neither refused nor confirmed everywhere. */
    int open() {
        return open.size();
    }

    long sent() {
        return sent.sum();
    }

    long accepted() {
        return accepted.sum();
    }

    long confirmed() {
        return confirmed.sum();
    }

    long refused() {
        return refused.sum();
    }

    /** Reports of a message that was already confirmed there. */
    long doubled() {
        return doubled.sum();
    }

    /** Microseconds from when a message was due until it was accepted. */
    Histogram acceptMicros() {
        return accept.copy();
    }

    /** Microseconds from when a message was due until the last member had reported it. */
    Histogram confirmMicros() {
        return confirm.copy();
    }
}
