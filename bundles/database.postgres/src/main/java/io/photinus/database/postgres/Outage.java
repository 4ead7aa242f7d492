package io.photinus.database.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Whether the server is known to be away, which the listener finds out. Meanwhile nobody waits for a connection: who asks for
 * one is told at once. Thread-safe.
 */
final class Outage {
    /** Nobody listens at the address; or the server starts or stops. Other failures may be those of one session. */
    private static final Set<String> NOBODY_THERE = Set.of("08001", "57P03");
    /** A pool tries again by itself, in case that the listener's own session is the only one that cannot be opened. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private @Nullable String sentence;

    /** A session could not be opened, or broke. */
    synchronized void failed(SQLException failure, String because) {
        if (NOBODY_THERE.contains(String.valueOf(failure.getSQLState()))) {
            sentence = because;
        }
    }

    synchronized void over() {
        sentence = null;
        notifyAll();
    }

    private synchronized void refuse() throws SQLException {
        if (sentence != null) {
            throw new SQLTransientConnectionException(sentence, "08001");
        }
    }

    private synchronized void await() throws SQLException {
        long end = System.nanoTime() + LONGEST.toNanos();
        try {
            for (long left = LONGEST.toNanos(); sentence != null && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("interrupted", "08001", closed);
        }
    }

    /** A pool that refuses at once while the server is away. */
    DataSource refusing(DataSource pool) {
        return new Guarded(pool, this::refuse, this::refuse);
    }

    /** A server whose connections a pool opens as soon as it is back, and not when the pool has paused long enough. */
    DataSource awaiting(DataSource server) {
        return new Guarded(server, this::await, this::refuse);
    }

    private interface Guard {
        void pass() throws SQLException;
    }

    private static final class Guarded extends PlainSource {
        private final DataSource source;
        private final Guard guard;
        private final Guard away;

        Guarded(DataSource source, Guard guard, Guard away) {
            this.source = source;
            this.guard = guard;
            this.away = away;
        }

        @Override
        public Connection getConnection() throws SQLException {
            guard.pass();
            try {
                return source.getConnection();
            } catch (SQLException failed) {
                // Who has waited when the server went away hears why, rather than how long.
                away.pass();
                throw failed;
            }
        }
    }
}
