package io.photinus.rest.internal.streaming;

import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Bytes on their way from the thread that reads a database to the one that writes to a client. It holds a few chunks: who
 * reads the database waits for the client, but never beyond the deadline. Thread-safe; one thread at each end.
 */
final class Pipe {
    private static final int MOST = 4;
    /** How long the reading end waits beyond the deadline for the writing end to notice it. */
    private static final long GRACE = TimeUnit.SECONDS.toNanos(10);

    private final String limit;
    private final long deadline;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<byte[]> chunks = new ArrayDeque<>(MOST);
    private boolean ended;
    private boolean abandoned;
    private @Nullable RuntimeException failure;

    Pipe(Duration limit) {
        this.limit = limit.toMillis() % 1000 == 0 ? limit.toSeconds() + "s" : limit.toMillis() + "ms";
        this.deadline = System.nanoTime() + limit.toNanos();
    }

    /** @throws NodeProblem FF00166 at the deadline, or when nobody reads any more */
    void put(byte[] chunk) {
        lock.lock();
        try {
            boolean inTime = true;
            while (inTime && !abandoned && chunks.size() >= MOST) {
                inTime = await(deadline);
            }
            if (abandoned || !inTime || System.nanoTime() >= deadline) {
                throw new NodeProblem(ErrorCode.FF00166, limit);
            }
            chunks.add(chunk);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more comes; with a failure, what has come is not everything. */
    void end(@Nullable RuntimeException why) {
        lock.lock();
        try {
            ended = true;
            failure = why;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the first bytes are there.
     *
     * @throws RuntimeException what went wrong before
     */
    void awaitStart() {
        lock.lock();
        try {
            awaitChunk();
        } finally {
            lock.unlock();
        }
    }

    /** The next bytes, or null at the end. */
    byte @Nullable [] take() {
        lock.lock();
        try {
            awaitChunk();
            byte[] chunk = chunks.poll();
            changed.signalAll();
            return chunk;
        } finally {
            lock.unlock();
        }
    }

    /** Nobody reads any more. */
    void abandon() {
        lock.lock();
        try {
            abandoned = true;
            chunks.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitChunk() {
        boolean inTime = true;
        while (inTime && !ended && chunks.isEmpty()) {
            inTime = await(deadline + GRACE);
        }
        if (!inTime) {
            throw new NodeProblem(ErrorCode.FF00166, limit);
        }
        if (chunks.isEmpty() && failure != null) {
            throw failure;
        }
    }

    private boolean await(long until) {
        try {
            long left = until - System.nanoTime();
            return left > 0 && changed.awaitNanos(left) > 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
