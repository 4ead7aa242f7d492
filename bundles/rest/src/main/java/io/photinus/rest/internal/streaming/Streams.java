package io.photinus.rest.internal.streaming;

import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads long lists on threads of its own, so that a slow client holds a thread and a connection of the database no longer
 * than its request may take, and few of them at a time. Thread-safe.
 */
public final class Streams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
    private static final int IDLE_SECONDS = 10;
    private static final int CLOSING_SECONDS = 10;

    private final ThreadPoolExecutor readers;

    /** @param most how many lists are read at the same time */
    public Streams(int most) {
        AtomicInteger number = new AtomicInteger();
        this.readers = new ThreadPoolExecutor(
                0,
                most,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                work -> new Thread(work, "photinus-rest-list-" + number.incrementAndGet()));
    }

    /**
     * Starts to read a list, and returns when its first rows are there.
     *
     * @param skipped how many rows stand before these when the list comes in an envelope with its numbers; else null
     * @param read hands every row on
     * @throws NodeProblem what went wrong before the first rows; PH10001 when too many lists are read already
     */
    public StreamedList start(Duration limit, @Nullable Integer skipped, Consumer<Rows> read) {
        Pipe pipe = new Pipe(limit);
        try {
            readers.execute(() -> read(pipe, skipped, read));
        } catch (RejectedExecutionException full) {
            throw new NodeProblem(
                    ErrorCode.PH10001,
                    full,
                    readers.getMaximumPoolSize()
                            + " long lists are being sent already, and no more at a time; ask for pages, or later");
        }
        pipe.awaitStart();
        return new StreamedList(pipe);
    }

    private static void read(Pipe pipe, @Nullable Integer skipped, Consumer<Rows> read) {
        RuntimeException failure = new IllegalStateException("a list was not read to its end");
        try {
            Rows rows = new Rows(pipe, skipped);
            read.accept(rows);
            rows.finish();
            failure = null;
        } catch (RuntimeException failed) {
            failure = failed;
        } finally {
            // Whatever happens: somebody waits for it.
            pipe.end(failure);
        }
    }

    /** Ends what is being read, in bounded time. */
    @Override
    public void close() {
        readers.shutdownNow();
        try {
            if (!readers.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A list is still being read; its database does not answer");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
