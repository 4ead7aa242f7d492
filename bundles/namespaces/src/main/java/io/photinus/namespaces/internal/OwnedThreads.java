package io.photinus.namespaces.internal;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few named threads with their end. What they are given is bounded by those who give it: one task per plugin service, and
 * one answer per call under way.
 */
final class OwnedThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnedThreads.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final String prefix;
    private final ScheduledThreadPoolExecutor executor;

    OwnedThreads(String prefix, int size) {
        this.prefix = prefix;
        AtomicInteger count = new AtomicInteger();
        executor = new ScheduledThreadPoolExecutor(size, task -> {
            Thread thread = new Thread(task, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    ScheduledExecutorService executor() {
        return executor;
    }

    /** Finishes what is due within a bounded time, drops what is for later, takes nothing any more. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("{}N did not end within {} s, abandoned", prefix, CLOSE_LIMIT.toSeconds());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        executor.shutdownNow();
    }
}
