package io.photinus.persistence;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One database. Thread-safe. Writes of many callers are committed together: each is atomic and has its own outcome, so one
 * that fails does not disturb its neighbours.
 */
@ProviderType
public interface Store extends AutoCloseable {
    /**
     * Runs a query on committed data, on the caller's thread.
     *
     * @throws StoreUnavailableException when the database is away
     */
    <T extends @Nullable Object> T read(Function<Repositories, T> query);

    /**
     * Queues a unit of work; it runs on the store's writer thread and must neither block nor call this store. The future
     * completes after the commit is durable, or exceptionally with what the work threw (and then nothing of it remains),
     * with {@link FencedException} when the fence is no longer valid, or with {@link StoreUnavailableException} when the
     * database is away or the queue is full. Units of work run in the order in which they were queued.
     *
     * @param fence checked as the first statement; null for work that needs no lease
     */
    <T extends @Nullable Object> CompletableFuture<T> submit(@Nullable Fence fence, Work<T> work);

    /** Queues a unit of work and waits for its commit; rethrows what the future of {@link #submit} would hold. */
    <T extends @Nullable Object> T write(@Nullable Fence fence, Work<T> work);

    /** Counters since the store was opened. */
    StoreStatistics statistics();

    /** Refuses new work, finishes what is queued within a bounded time, and closes. Idempotent. */
    @Override
    void close();

    /** A unit of work: statements that are committed together or not at all. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T run(Transaction tx);
    }

    /** The inside of a unit of work. */
    @ProviderType
    interface Transaction extends Repositories {
        /** Runs an action after the commit, and only then; it must be quick and must not fail: ringing a doorbell. */
        void afterCommit(Runnable action);
    }
}
