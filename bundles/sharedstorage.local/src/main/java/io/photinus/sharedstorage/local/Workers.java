package io.photinus.sharedstorage.local;

import java.io.Closeable;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A few threads with a bounded queue. A full queue fails the stage at once; idle threads end. Thread-safe. */
final class Workers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final long CLOSE_SECONDS = 5;

    private final ThreadPoolExecutor threads;
    private final Set<Job<?>> open = ConcurrentHashMap.newKeySet();

    /** Work that may be given up before or while it runs. */
    interface Work<T> {
        T run() throws Exception;

        /** Frees what the work holds; called once, on any thread, also after {@link #run}. */
        void release();
    }

    Workers(String name, int threads, int queue) {
        AtomicInteger count = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                threads,
                threads,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queue),
                job -> new Thread(job, "photinus-" + name + "-" + count.incrementAndGet()));
        this.threads.allowCoreThreadTimeOut(true);
    }

    <T> CompletionStage<T> submit(Work<T> work) {
        Job<T> job = new Job<>(work);
        open.add(job);
        try {
            threads.execute(job);
        } catch (RejectedExecutionException full) {
            job.abandon(
                    threads.isShutdown() ? "The plugin is closing" : "The plugin has too much to do; try again later");
        }
        return job.outcome.minimalCompletionStage();
    }

    /** Gives up everything that waits or runs; returns when the threads have ended, after seconds at most. */
    @Override
    public void close() {
        threads.shutdownNow();
        // Closing its input wakes a thread that an interrupt does not reach.
        open.forEach(job -> job.abandon("The plugin is closing"));
        try {
            threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Job<T> implements Runnable {
        private final Work<T> work;
        private final CompletableFuture<T> outcome = new CompletableFuture<>();

        Job(Work<T> work) {
            this.work = work;
        }

        @Override
        public void run() {
            T result;
            try {
                result = work.run();
            } catch (Throwable failure) {
                // The edge of the thread: whoever waits for the stage gets to know, errors included.
                end();
                outcome.completeExceptionally(failure);
                return;
            }
            end();
            if (!outcome.complete(result) && result instanceof Closeable unwanted) {
                closeQuietly(unwanted);
            }
        }

        private static void closeQuietly(Closeable unwanted) {
            try {
                unwanted.close();
            } catch (IOException nobodyWaits) {
                LOG.debug("A result that came too late cannot be closed", nobodyWaits);
            }
        }

        void abandon(String reason) {
            end();
            outcome.completeExceptionally(new RejectedExecutionException(reason));
        }

        private void end() {
            if (open.remove(this)) {
                work.release();
            }
        }
    }
}
