package io.photinus.persistence;

import java.time.Duration;
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
     * Runs a query on committed data that may not take longer than a limit. When the limit is reached the statement that
     * runs is cancelled in the database. A store that cannot do so runs the query without limit.
     *
     * @param limit for all statements of the query together, without the wait for a connection
     * @throws io.photinus.types.error.NodeProblem FF00166 around FF00176 when the limit is reached
     * @throws StoreUnavailableException when the database is away
     */
    default <T extends @Nullable Object> T read(Duration limit, Function<Repositories, T> query) {
        return read(query);
    }

    /**
     * Queues a unit of work; it runs on the store's writer thread and must neither block nor call this store. The future
     * completes after the commit is durable, or exceptionally with what the work threw (and then nothing of it remains),
     * with {@link FencedException} when the fence is no longer valid, or with {@link StoreUnavailableException} when the
     * database is away or the queue is full; when the connection is lost in the midst of the commit nobody knows whether it
     * took place, which the message says. Units of work run in the order in which they were queued.
     *
     * @param fence checked as the first statement; null for work that needs no lease
     */
    <T extends @Nullable Object> CompletableFuture<T> submit(@Nullable Fence fence, Work<T> work);

    /** Queues a unit of work and waits for its commit; rethrows what the future of {@link #submit} would hold. */
    <T extends @Nullable Object> T write(@Nullable Fence fence, Work<T> work);

    /**
     * This store, with a queue and commits of its own where the database allows several writers: the work of one lane does
     * not wait for that of another, and order holds within a lane only. Lanes of one name share; on a database with a single
     * writer all lanes share. Closing a lane finishes what is queued in it and leaves the store open.
     *
     * @param name usually the local namespace
     */
    Store lane(String name);

    /** Counters since the store was opened, of all its lanes. */
    StoreStatistics statistics();

    /** Refuses new work, finishes what is queued within a bounded time, and closes. Idempotent. */
    @Override
    void close();

    /**
     * A unit of work: statements that are committed together or not at all. It may be run more than once, because units
     * that share a commit are rolled back and run again when one of them fails or meets a deadlock; only its last run
     * counts. So it leaves what it captures as it is, apart from what {@link Transaction#afterCommit} does, and starts
     * afresh each time. Events that were appended by units in the same commit are not visible to it.
     */
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
