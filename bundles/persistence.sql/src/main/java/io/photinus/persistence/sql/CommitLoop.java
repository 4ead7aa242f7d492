package io.photinus.persistence.sql;

import io.photinus.persistence.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A writer. It takes whatever units are queued and commits them together: while one commit waits for the disk the next group
 * gathers by itself.
 *
 * <p>After the commit the doorbells ring on this thread, each once. Futures that a thread merely waits for are completed
 * here too; all others on a second thread, so that a slow dependent delays its like but no commit. When that thread has
 * {@value #MAX_UNTOLD} groups behind it the writer completes futures itself, which slows the source down.
 */
final class CommitLoop {
    private static final Logger LOG = LoggerFactory.getLogger(CommitLoop.class);
    private static final int MAX_UNTOLD = 1000;

    private final String name;
    private final GroupCommit commits;
    private final SqlStore.Limits limits;
    private final BlockingQueue<Unit<?>> queue;
    private final Unit<?> wakeUp = new Unit<>(null, tx -> "", true);
    private final Thread thread;
    private final ThreadPoolExecutor teller;

    private volatile boolean closing;
    private volatile boolean ended;

    /** @param threads what the names of its threads begin with */
    CommitLoop(String name, String threads, Sessions sessions, GroupCommit commits, SqlStore.Limits limits) {
        this.name = name;
        this.commits = commits;
        this.limits = limits;
        this.queue = new ArrayBlockingQueue<>(limits.queued());
        this.thread = new Writer(this::run, threads + "-writer", sessions);
        this.teller = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_UNTOLD),
                work -> new Thread(work, threads + "-teller"),
                new ThreadPoolExecutor.CallerRunsPolicy());
    }

    void start() {
        thread.start();
    }

    int queued() {
        return queue.size();
    }

    /** Queues a unit; one that cannot be queued comes back with its future failed. */
    <T extends @Nullable Object> Unit<T> queue(Unit<T> unit) {
        if (closing) {
            refuse(unit, "database " + name + " is closed");
        } else if (!queue.offer(unit)) {
            refuse(unit, "database " + name + " has " + limits.queued() + " units of work queued already");
        } else if (ended && queue.remove(unit)) {
            // It slipped in behind the last look of the writer.
            refuse(unit, "database " + name + " is closed");
        }
        return unit;
    }

    /** Whether no new work is taken. */
    boolean closing() {
        return closing;
    }

    private static void refuse(Unit<?> unit, String reason) {
        unit.future().completeExceptionally(new StoreUnavailableException(reason));
    }

    /** A unit of work that waits for its store would wait for itself. */
    static void refuseWriters(Sessions of) {
        if (Thread.currentThread() instanceof Writer writer && writer.sessions == of) {
            throw new IllegalStateException("a unit of work must not call its store");
        }
    }

    private static final class Writer extends Thread {
        final Sessions sessions;

        Writer(Runnable run, String name, Sessions sessions) {
            super(run, name);
            this.sessions = sessions;
        }
    }

    private void run() {
        List<Unit<?>> group = new ArrayList<>(limits.group());
        while (gather(group)) {
            commit(group);
            group.clear();
        }
        commits.closeSession();
        ended = true;
        queue.drainTo(group);
        group.forEach(unit -> refuse(unit, "database " + name + " was closed before this could be written"));
    }

    private boolean gather(List<Unit<?>> group) {
        try {
            Unit<?> first = closing ? queue.poll() : queue.take();
            if (first == null) {
                return false;
            }
            group.add(first);
            queue.drainTo(group, limits.group() - 1);
            group.removeIf(unit -> unit == wakeUp);
            return true;
        } catch (InterruptedException stopped) {
            closing = true;
            return false;
        }
    }

    private void commit(List<Unit<?>> group) {
        if (!group.isEmpty()) {
            Bells bells = commits.run(group);
            bells.ring();
            tell(group);
        }
    }

    private void tell(List<Unit<?>> group) {
        List<Unit<?>> others = new ArrayList<>();
        for (Unit<?> unit : group) {
            if (unit.awaited()) {
                unit.settle();
            } else {
                others.add(unit);
            }
        }
        if (!others.isEmpty()) {
            teller.execute(() -> others.forEach(Unit::settle));
        }
    }

    /** Takes no new work; {@link #close()} waits for what is queued. */
    void stop() {
        closing = true;
        queue.offer(wakeUp);
    }

    /** Writes what is queued, in bounded time, and ends both threads. */
    void close() {
        stop();
        join(limits.closing().toMillis());
        if (thread.isAlive()) {
            LOG.atWarn().addKeyValue("database", name).log("writer does not finish; interrupted");
            thread.interrupt();
            join(limits.closing().toMillis());
        }
        teller.shutdown();
        await(() -> {
            if (!teller.awaitTermination(limits.closing().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atWarn().addKeyValue("database", name).log("a dependent of a commit does not end; abandoned");
                teller.shutdownNow();
            }
        });
    }

    private void join(long millis) {
        await(() -> thread.join(millis));
    }

    private interface Wait {
        void end() throws InterruptedException;
    }

    private static void await(Wait wait) {
        try {
            wait.end();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
