package io.photinus.persistence.sql;

import io.photinus.persistence.Fence;
import io.photinus.persistence.Repositories;
import io.photinus.persistence.Store;
import io.photinus.persistence.StoreStatistics;
import io.photinus.persistence.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A store as one of its lanes shows it: the same reads, a writer that may be its own. */
final class Lane implements Store {
    private final SqlStore store;
    private final String name;
    private final CommitLoop writes;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param release finishes what is queued, and ends the writer when nobody else uses it */
    Lane(SqlStore store, String name, CommitLoop writes, Runnable release) {
        this.store = store;
        this.name = name;
        this.writes = writes;
        this.release = release;
    }

    private void refuseIfClosed() {
        if (closed.get()) {
            throw new StoreUnavailableException("lane " + name + " is closed");
        }
    }

    @Override
    public <T extends @Nullable Object> T read(Function<Repositories, T> query) {
        refuseIfClosed();
        return store.read(query);
    }

    @Override
    public <T extends @Nullable Object> T read(Duration limit, Function<Repositories, T> query) {
        refuseIfClosed();
        return store.read(limit, query);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> submit(@Nullable Fence fence, Work<T> work) {
        return closed.get()
                ? CompletableFuture.failedFuture(new StoreUnavailableException("lane " + name + " is closed"))
                : store.submit(writes, fence, work);
    }

    @Override
    public <T extends @Nullable Object> T write(@Nullable Fence fence, Work<T> work) {
        refuseIfClosed();
        return store.write(writes, fence, work);
    }

    @Override
    public Store lane(String other) {
        return store.lane(other);
    }

    @Override
    public StoreStatistics statistics() {
        return store.statistics();
    }

    @Override
    public void close() {
        store.refuseWriters();
        if (closed.compareAndSet(false, true)) {
            release.run();
        }
    }
}
