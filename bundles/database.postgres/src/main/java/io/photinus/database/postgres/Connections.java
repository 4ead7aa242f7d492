package io.photinus.database.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import javax.sql.DataSource;

/** A pool of sessions of one kind. It starts empty, grows when needed, and recovers when the server comes back. */
final class Connections implements AutoCloseable {
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final Duration VALIDATE = Duration.ofSeconds(2);

    private final HikariDataSource pool;
    private final Outage outage;

    private Connections(Settings settings, Server server, Outage outage, String role, int size) {
        this.outage = outage;
        HikariConfig config = new HikariConfig();
        config.setDataSource(outage.awaiting(server));
        config.setPoolName("photinus-db-" + settings.name() + "-" + role);
        config.setThreadFactory(threads(config.getPoolName()));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(settings.idle(), size));
        config.setIdleTimeout(settings.idleTime().toMillis());
        config.setMaxLifetime(settings.lifetime().toMillis());
        config.setConnectionTimeout(WAIT.toMillis());
        config.setValidationTimeout(VALIDATE.toMillis());
        config.setKeepaliveTime(0);
        // Whether the server is there has been found out before.
        config.setInitializationFailTimeout(-1);
        this.pool = new HikariDataSource(config);
    }

    static Connections writers(Settings settings, Outage outage) {
        return new Connections(settings, Server.forWriting(settings.target()), outage, "writer", settings.writers());
    }

    static Connections readers(Settings settings, Outage outage) {
        return new Connections(settings, Server.forReading(settings.target()), outage, "reader", settings.readers());
    }

    private static ThreadFactory threads(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    DataSource pool() {
        return outage.refusing(pool);
    }

    /** Cuts every connection, those in use too. */
    @Override
    public void close() {
        pool.close();
    }
}
