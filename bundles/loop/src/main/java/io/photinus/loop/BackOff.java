package io.photinus.loop;

import java.time.Duration;

/** Growing pauses after failures: the first, then each {@code factor} times as long, up to the largest. */
public record BackOff(Duration first, Duration largest, double factor) {
    public BackOff {
        if (first.isNegative() || first.isZero() || largest.compareTo(first) < 0 || factor < 1) {
            throw new IllegalArgumentException("a back-off grows from a positive pause");
        }
    }

    /** The pause after so many failures in a row; {@code failures} counts from 1. */
    public Duration after(int failures) {
        double millis = first.toMillis() * Math.pow(factor, Math.max(0, failures - 1));
        return millis >= largest.toMillis() ? largest : Duration.ofMillis((long) millis);
    }
}
