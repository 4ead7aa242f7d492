package io.photinus.tools.bench;

import io.photinus.tools.bench.wire.Frames;
import org.HdrHistogram.Histogram;

/** The events of one pass over what is stored. Their sequences must rise. Only for the wire's thread while events come. */
final class Delivered {
    private static final String SEQUENCE = "\"sequence\":";

    private final long start;
    private final Histogram betweenMicros;
    private long lastAt;
    private long last = -1;
    private long events;
    private long doubled;

    /** @param start when the first event was asked for */
    Delivered(long start, Histogram betweenMicros) {
        this.start = start;
        this.lastAt = start;
        this.betweenMicros = betweenMicros;
    }

    void take(String frame, long now) {
        Frames.numbersAfter(frame, SEQUENCE, sequence -> {
            if (sequence > last) {
                last = sequence;
                events++;
            } else {
                doubled++;
            }
        });
        if (lastAt != start) {
            betweenMicros.recordValue((now - lastAt) / 1000);
        }
        lastAt = now;
    }

    long events() {
        return events;
    }

    /** Events that came again, or too late to be in order. */
    long doubled() {
        return doubled;
    }

    /** The sequence of the last event; -1 when there was none. */
    long last() {
        return last;
    }

    long lastAt() {
        return lastAt;
    }

    /** From when the first event was asked for until the last one came. */
    double seconds() {
        return (lastAt - start) / 1e9;
    }
}
