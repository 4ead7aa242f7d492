package io.photinus.tools.bench;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Counts actions, each once, however often it is reported. An action is measured when it was due within the window; rates count
 * what happened within the window. Times are those of {@link System#nanoTime}. Only for the wire's thread.
 */
final class Tally {
    private static final long LONGEST_MICROS = 600_000_000;
    private static final int DIGITS = 3;

    /** An action that is not done yet; bit i of {@code seen} stands for witness i. */
    private static final class Open {
        private final long due;
        private long seen;

        private Open(long due) {
            this.due = due;
        }
    }

    /** What was done since one asked last. */
    record Lately(long done, double p50Millis, double p99Millis) {}

    private final long everyone;
    private final String done;
    private final Runnable finished;
    private final Map<Long, Open> open = new HashMap<>();
    private final BitSet refusedOnes = new BitSet();
    private final Map<String, Histogram> micros = new TreeMap<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private final Histogram lately = new Histogram(LONGEST_MICROS, DIGITS);
    private long began;
    private long refused;
    private long doubled;
    private long unknown;
    private @Nullable String refusal;
    private long from = Long.MAX_VALUE;
    private long until = Long.MAX_VALUE;

    /**
     * @param witnesses how many must report an action until it is done
     * @param done what it is called when an action is done
     * @param finished is told of each action that needs no more waiting
     */
    Tally(int witnesses, String done, Runnable finished) {
        if (witnesses < 1 || witnesses > 63) {
            throw new IllegalArgumentException("1 to 63 members can be measured, not " + witnesses);
        }
        this.everyone = (1L << witnesses) - 1;
        this.done = done;
        this.finished = finished;
    }

    /** Sets the window of time that counts. */
    void window(long start, long end) {
        until = end;
        from = start;
    }

    private boolean counts(long time) {
        return from != Long.MAX_VALUE && time - from >= 0 && time - until < 0;
    }

    /** An action is to begin at this time, whenever it really does. Numbers are given once, from 0 on. */
    void due(long number, long time) {
        open.put(number, new Open(time));
        began = Math.max(began, number + 1);
    }

    /** Something has happened to the action, which is not done by it. */
    void step(String what, long due, long now) {
        if (counts(now)) {
            counts.merge(what, 1L, Long::sum);
        }
        latency(what, due, now);
    }

    /** Like {@link #step}, but only how long it took matters. */
    void latency(String what, long due, long now) {
        if (counts(due)) {
            record(what, now - due);
        }
    }

    /** The action has failed; it is waited for no longer. */
    void refused(long number, String why) {
        if (open.remove(number) != null) {
            refused++;
            refusedOnes.set((int) number);
            if (refusal == null) {
                refusal = why;
            }
            finished.run();
        }
    }

    /** A witness reports the action as done. */
    void reported(int witness, long number, long now) {
        Open action = open.get(number);
        if (action == null) {
            lateReport(number);
            return;
        }
        long bit = 1L << witness;
        if ((action.seen & bit) != 0) {
            doubled++;
            return;
        }
        action.seen |= bit;
        if (action.seen == everyone) {
            open.remove(number);
            step(done, action.due, now);
            lately.recordValue(micros(now - action.due));
            finished.run();
        }
    }

    private void lateReport(long number) {
        if (number < 0 || number >= began) {
            unknown++;
        } else if (!refusedOnes.get((int) number)) {
            doubled++;
        }
        // A refused action may have happened all the same, for example when its answer took too long.
    }

    private void record(String what, long nanos) {
        micros.computeIfAbsent(what, name -> new Histogram(LONGEST_MICROS, DIGITS))
                .recordValue(micros(nanos));
    }

    private static long micros(long nanos) {
        return Math.min(LONGEST_MICROS, Math.max(0, nanos / 1000));
    }

    /** Actions that were begun and neither refused nor done. */
    int open() {
        return open.size();
    }

    /** Actions that were done within the window. */
    long done() {
        return count(done);
    }

    /** How often this has happened within the window. */
    long count(String what) {
        return counts.getOrDefault(what, 0L);
    }

    Lately lately() {
        Lately result = new Lately(
                lately.getTotalCount(),
                lately.getValueAtPercentile(50) / 1000.0,
                lately.getValueAtPercentile(99) / 1000.0);
        lately.reset();
        return result;
    }

    /** By what has happened: microseconds since the action was due. */
    Map<String, Histogram> micros() {
        Map<String, Histogram> copies = new TreeMap<>();
        micros.forEach((what, histogram) -> copies.put(what, histogram.copy()));
        return copies;
    }

    Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    /** What went wrong, in the window and out of it; what is open counts as lost. */
    Faults faults() {
        return new Faults(refused, open.size(), doubled, unknown, refusal == null ? "" : refusal);
    }
}
