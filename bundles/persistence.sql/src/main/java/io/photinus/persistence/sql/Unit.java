package io.photinus.persistence.sql;

import io.photinus.persistence.Fence;
import io.photinus.persistence.Store;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One unit of work on its way through the queue. Apart from its future it belongs to the writer thread. */
final class Unit<T extends @Nullable Object> {
    private final @Nullable Fence fence;
    private final Store.Work<T> work;
    private final boolean awaited;
    private final CompletableFuture<T> future = new CompletableFuture<>();

    private @Nullable T result;
    private @Nullable Throwable failure;

    /** @param awaited whether a thread does nothing but wait for the future, so that completing it runs no foreign code */
    Unit(@Nullable Fence fence, Store.Work<T> work, boolean awaited) {
        this.fence = fence;
        this.work = work;
        this.awaited = awaited;
    }

    CompletableFuture<T> future() {
        return future;
    }

    boolean awaited() {
        return awaited;
    }

    /** Runs the work, which may have run before in a transaction that was rolled back. */
    void run(SqlTransaction tx) {
        failure = null;
        if (fence != null) {
            tx.requireLease(fence);
        }
        result = work.run(tx);
    }

    void fail(Throwable reason) {
        result = null;
        failure = reason;
    }

    /** Tells whoever waits; after the commit. */
    @SuppressWarnings("NullAway") // the result is null only where T allows it
    void settle() {
        if (failure == null) {
            future.complete(result);
        } else {
            future.completeExceptionally(failure);
        }
    }
}
