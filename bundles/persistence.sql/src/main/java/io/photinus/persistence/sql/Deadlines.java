package io.photinus.persistence.sql;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cancels statements whose time is up. The drivers' own time limits will not do: one counts whole seconds for each
 * statement, the other does not look at its limit while a statement runs. Thread-safe.
 */
final class Deadlines implements AutoCloseable {
    private final ScheduledThreadPoolExecutor clock;
    private final ThreadLocal<@Nullable Deadline> current = new ThreadLocal<>();

    Deadlines(String name) {
        clock = new ScheduledThreadPoolExecutor(1, work -> new Thread(work, "photinus-store-" + name + "-deadlines"));
        clock.setRemoveOnCancelPolicy(true);
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        // No thread while nobody sets limits.
        clock.setKeepAliveTime(10, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
    }

    /** Limits what this thread executes from now until the deadline is closed. */
    Deadline set(Duration limit) {
        Deadline deadline = new Deadline(limit);
        current.set(deadline);
        return deadline;
    }

    /** A statement at work. */
    interface Running {
        Object end() throws ReflectiveOperationException;
    }

    /** Runs a statement under the limit of this thread, if it has one. */
    Object run(Statement statement, Running running) throws ReflectiveOperationException, SQLException {
        Deadline deadline = current.get();
        return deadline == null ? running.end() : deadline.run(statement, running);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    /** The limit of one thread. */
    final class Deadline implements AutoCloseable {
        private final Duration limit;
        private final long end;
        private @Nullable Statement watched;
        private boolean passed;

        private Deadline(Duration limit) {
            this.limit = limit;
            this.end = System.nanoTime() + limit.toNanos();
        }

        private Object run(Statement statement, Running running) throws ReflectiveOperationException, SQLException {
            long left = end - System.nanoTime();
            if (left <= 0) {
                pass();
                throw new SQLTimeoutException("no time is left for this statement", "57014");
            }
            watch(statement);
            var alarm = clock.schedule(this::pass, left, TimeUnit.NANOSECONDS);
            try {
                return running.end();
            } finally {
                alarm.cancel(false);
                // Waits for a cancellation under way: it must not hit whoever gets the connection next.
                watch(null);
            }
        }

        private synchronized void watch(@Nullable Statement statement) {
            watched = statement;
        }

        private synchronized void pass() {
            passed = true;
            if (watched != null) {
                try {
                    watched.cancel();
                } catch (SQLException gone) {
                    // Then there is nothing left to cancel.
                    watched = null;
                }
            }
        }

        /** Whether the limit was reached. */
        synchronized boolean passed() {
            return passed;
        }

        /** The limit as people write it. */
        String shown() {
            return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + "s" : limit.toMillis() + "ms";
        }

        @Override
        public void close() {
            current.remove();
        }
    }
}
