package io.photinus.tools.client;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for conditions that only asking again can tell. */
public final class Waiting {
    private static final long PAUSE_MILLIS = 20;

    private Waiting() {}

    /**
     * Returns as soon as the condition holds.
     *
     * @throws CannotGoOn when it does not within the limit; {@code what} is named
     */
    public static void until(String what, Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new CannotGoOn(what + " did not happen within " + limit.toSeconds() + " s");
            }
            pause(PAUSE_MILLIS);
        }
    }

    /** Lets the time pass. */
    public static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotGoOn("interrupted", interrupted);
        }
    }
}
