package io.photinus.database.sqlite3;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;

/** A pool of connections to one file: a single one that writes, or a few that cannot. */
final class Connections implements AutoCloseable {
    private static final Duration BUSY = Duration.ofSeconds(5);
    private static final Duration WAIT = Duration.ofSeconds(10);
    /** Kibibytes, as negative numbers of the pragma mean. */
    private static final int WRITER_CACHE = -16 * 1024;

    private static final int READER_CACHE = -4 * 1024;
    /** Pages written to the log before it is folded into the file: 16 MiB, so that folding is rare under load. */
    private static final int CHECKPOINT_PAGES = 4096;
    /** The log file is cut back to this after a burst, in bytes. */
    private static final int LOG_LIMIT = 64 * 1024 * 1024;

    private final ConnectionSource source;
    private final HikariDataSource pool;

    private Connections(ConnectionSource source, HikariConfig config) {
        this.source = source;
        this.pool = new HikariDataSource(config);
    }

    static Connections writer(Settings settings) {
        SQLiteConfig pragmas = pragmas();
        pragmas.setCacheSize(WRITER_CACHE);
        pragmas.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, String.valueOf(CHECKPOINT_PAGES));
        pragmas.setJournalSizeLimit(LOG_LIMIT);
        ConnectionSource source = source(settings, pragmas);
        return new Connections(source, config(settings, source, "writer", 1));
    }

    static Connections readers(Settings settings) {
        SQLiteConfig pragmas = pragmas();
        pragmas.setCacheSize(READER_CACHE);
        ConnectionSource source = source(settings, pragmas);
        HikariConfig config = config(settings, source, "reader", settings.readers());
        config.setConnectionInitSql("pragma query_only = 1");
        return new Connections(source, config);
    }

    private static SQLiteConfig pragmas() {
        SQLiteConfig pragmas = new SQLiteConfig();
        pragmas.setJournalMode(SQLiteConfig.JournalMode.WAL);
        pragmas.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        pragmas.setTempStore(SQLiteConfig.TempStore.MEMORY);
        pragmas.setBusyTimeout((int) BUSY.toMillis());
        pragmas.enforceForeignKeys(false);
        // Without it LIKE ignores case, and «contains» would find what it should not.
        pragmas.enableCaseSensitiveLike(true);
        return pragmas;
    }

    private static ConnectionSource source(Settings settings, SQLiteConfig pragmas) {
        ConnectionSource source = new ConnectionSource(pragmas);
        source.setUrl("jdbc:sqlite:" + settings.file());
        return source;
    }

    private static HikariConfig config(Settings settings, ConnectionSource source, String role, int size) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setPoolName("photinus-db-" + settings.name() + "-" + role);
        config.setThreadFactory(threads(config.getPoolName()));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT.toMillis());
        // A connection to a file does not age.
        config.setMaxLifetime(0);
        return config;
    }

    private static ThreadFactory threads(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    DataSource pool() {
        return pool;
    }

    /** Closes every connection, those in use too. */
    @Override
    public void close() {
        pool.close();
        source.closeAll();
    }
}
