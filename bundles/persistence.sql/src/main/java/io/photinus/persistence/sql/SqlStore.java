package io.photinus.persistence.sql;

import io.photinus.persistence.Fence;
import io.photinus.persistence.Repositories;
import io.photinus.persistence.Store;
import io.photinus.persistence.StoreStatistics;
import io.photinus.persistence.StoreUnavailableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSession;
import org.jspecify.annotations.Nullable;

/** A store on two data sources: reads on the caller's thread, writes through one {@link CommitLoop}. */
final class SqlStore implements Store {
    private final String name;
    private final Counts counts = new Counts();
    private final Sessions sessions;
    private final CommitLoop writes;

    /**
     * What is bounded.
     *
     * @param queued most units of work that wait
     * @param group most units in one commit
     * @param closing how long what is queued may take when the store closes
     */
    record Limits(int queued, int group, Duration closing) {
        static final Limits USUAL = new Limits(10_000, 500, Duration.ofSeconds(10));
    }

    SqlStore(String name, DataSource writer, DataSource reader, String dialect, Limits limits) {
        this.name = name;
        this.sessions = new Sessions(writer, reader, dialect, counts);
        this.writes = new CommitLoop(name, sessions, counts, limits);
        writes.start();
    }

    @Override
    public <T extends @Nullable Object> T read(Function<Repositories, T> query) {
        writes.refuseOwnThread();
        if (writes.closing()) {
            throw new StoreUnavailableException("database " + name + " is closed");
        }
        try (SqlSession session = sessions.forReading()) {
            return query.apply(new SqlRepositories(Scope.reading(session)));
        } catch (SQLException away) {
            throw unreadable(away);
        } catch (RuntimeException failed) {
            if (SqlFailures.unavailable(failed)) {
                throw unreadable(failed);
            }
            throw failed;
        }
    }

    private StoreUnavailableException unreadable(Exception failed) {
        return new StoreUnavailableException(
                "database " + name + " cannot be read: " + SqlFailures.reason(failed), failed);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> submit(@Nullable Fence fence, Work<T> work) {
        return writes.queue(new Unit<>(fence, work, false)).future();
    }

    @Override
    public <T extends @Nullable Object> T write(@Nullable Fence fence, Work<T> work) {
        writes.refuseOwnThread();
        try {
            return writes.queue(new Unit<>(fence, work, true)).future().get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException(
                    "interrupted while waiting for a commit, which may still happen", stopped);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            if (cause instanceof Error error) {
                throw error;
            }
            throw cause instanceof RuntimeException problem ? problem : new IllegalStateException(cause);
        }
    }

    @Override
    public StoreStatistics statistics() {
        return counts.snapshot(writes.queued());
    }

    @Override
    public void close() {
        writes.close();
    }
}
