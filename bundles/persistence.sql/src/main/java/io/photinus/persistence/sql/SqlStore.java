package io.photinus.persistence.sql;

import io.photinus.persistence.Fence;
import io.photinus.persistence.Repositories;
import io.photinus.persistence.Store;
import io.photinus.persistence.StoreStatistics;
import io.photinus.persistence.StoreUnavailableException;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSession;
import org.jspecify.annotations.Nullable;

/** A store on two data sources: reads on the caller's thread, writes through a {@link CommitLoop} for each lane. */
final class SqlStore implements Store {
    private final String name;
    private final boolean singleWriter;
    private final Limits limits;
    private final Counts counts = new Counts();
    private final Deadlines deadlines;
    private final Sessions sessions;
    private final CommitLoop writes;
    private final Lanes lanes = new Lanes(this::startLane);

    /**
     * What is bounded.
     *
     * @param queued most units of work that wait, in each lane
     * @param group most units in one commit
     * @param closing how long what is queued may take when the store closes
     */
    record Limits(int queued, int group, Duration closing) {
        static final Limits USUAL = new Limits(10_000, 500, Duration.ofSeconds(10));
    }

    SqlStore(String name, DataSource writer, DataSource reader, String dialect, boolean singleWriter, Limits limits) {
        this.name = name;
        this.singleWriter = singleWriter;
        this.limits = limits;
        this.deadlines = new Deadlines(name);
        this.sessions = new Sessions(writer, reader, dialect, counts, deadlines);
        this.writes = start("photinus-store-" + name);
    }

    private CommitLoop startLane(String lane) {
        return start("photinus-store-" + name + "-" + lane);
    }

    private CommitLoop start(String threads) {
        GroupCommit commits = new GroupCommit(name, sessions, counts, singleWriter);
        CommitLoop loop = new CommitLoop(name, threads, sessions, commits, limits);
        loop.start();
        return loop;
    }

    @Override
    public <T extends @Nullable Object> T read(Function<Repositories, T> query) {
        refuseWriters();
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
            if (SqlFailures.cancelled(failed) && !(failed instanceof NodeProblem)) {
                throw new NodeProblem(ErrorCode.FF00176, failed);
            }
            throw failed;
        }
    }

    @Override
    public <T extends @Nullable Object> T read(Duration limit, Function<Repositories, T> query) {
        try (Deadlines.Deadline deadline = deadlines.set(limit)) {
            try {
                return read(query);
            } catch (NodeProblem failed) {
                if (deadline.passed() && SqlFailures.cancelled(failed)) {
                    throw NodeProblem.wrap(ErrorCode.FF00166, failed, deadline.shown());
                }
                throw failed;
            }
        }
    }

    private StoreUnavailableException unreadable(Exception failed) {
        return new StoreUnavailableException(
                "database " + name + " cannot be read: " + SqlFailures.reason(failed), failed);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> submit(@Nullable Fence fence, Work<T> work) {
        return submit(writes, fence, work);
    }

    <T extends @Nullable Object> CompletableFuture<T> submit(CommitLoop to, @Nullable Fence fence, Work<T> work) {
        return to.queue(new Unit<>(fence, work, false)).future();
    }

    @Override
    public <T extends @Nullable Object> T write(@Nullable Fence fence, Work<T> work) {
        return write(writes, fence, work);
    }

    <T extends @Nullable Object> T write(CommitLoop to, @Nullable Fence fence, Work<T> work) {
        refuseWriters();
        try {
            return to.queue(new Unit<>(fence, work, true)).future().get();
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
    public Store lane(String lane) {
        if (writes.closing()) {
            throw new StoreUnavailableException("database " + name + " is closed");
        }
        return singleWriter
                ? new Lane(this, lane, writes, this::finishQueued)
                : new Lane(this, lane, lanes.use(lane), () -> lanes.release(lane));
    }

    /** Waits, in bounded time, until what is queued now has its outcome: whatever is queued later comes after it. */
    private void finishQueued() {
        CompletableFuture<?> last = submit(null, tx -> "");
        try {
            last.get(limits.closing().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException given) {
            // The database is away or slow; those who wait for their units will hear.
            last.cancel(false);
        }
    }

    void refuseWriters() {
        CommitLoop.refuseWriters(sessions);
    }

    @Override
    public StoreStatistics statistics() {
        int queued = writes.queued();
        for (CommitLoop lane : lanes.all()) {
            queued += lane.queued();
        }
        return counts.snapshot(queued);
    }

    @Override
    public void close() {
        refuseWriters();
        List<CommitLoop> loops = new ArrayList<>(lanes.all());
        loops.add(writes);
        loops.forEach(CommitLoop::stop);
        loops.forEach(CommitLoop::close);
        deadlines.close();
    }
}
