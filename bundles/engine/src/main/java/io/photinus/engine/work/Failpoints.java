package io.photinus.engine.work;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Named places between two steps of the trips, at which a test can end the process as {@code kill -9} would. Armed by the
 * framework property {@code photinus.failpoint}: {@code name} or {@code name:n} for the n-th pass; without it nothing
 * happens.
 */
public final class Failpoints {
    /** The framework property. */
    public static final String PROPERTY = "photinus.failpoint";

    /** The exit status of a process that a failpoint has ended. */
    public static final int STATUS = 137;

    private final String armed;
    private final AtomicInteger left;

    public Failpoints(@Nullable String setting) {
        String text = setting == null ? "" : setting;
        int colon = text.indexOf(':');
        this.armed = colon < 0 ? text : text.substring(0, colon);
        this.left = new AtomicInteger(colon < 0 ? 1 : Integer.parseInt(text.substring(colon + 1)));
    }

    /** Ends the process when this place is armed and was passed often enough. */
    public void pass(String name) {
        if (name.equals(armed) && left.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(STATUS);
        }
    }
}
