package io.photinus.itests.distribution;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what only asking again can tell. Patient, since the machine may be busy; a test that passes never waits so long. */
final class Await {
    static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Await() {}

    /** Returns as soon as the condition holds; fails with the sentence after a minute. */
    static void until(String what, BooleanSupplier condition) {
        until(() -> what, condition);
    }

    /** Like {@link #until(String, BooleanSupplier)}, with a sentence that is made when it is needed. */
    static void until(Supplier<String> what, BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("did not happen within " + LIMIT.toSeconds() + " s: " + what.get());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
