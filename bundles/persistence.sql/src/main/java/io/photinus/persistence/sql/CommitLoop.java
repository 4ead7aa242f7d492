package io.photinus.persistence.sql;

import io.photinus.persistence.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.ibatis.session.SqlSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of a store. It takes whatever units are queued, runs each inside a savepoint, and commits them together:
 * while one commit waits for the disk the next group gathers by itself. A unit that throws is rolled back alone. When the
 * transaction itself fails, every unit of the group fails and nothing of it is visible.
 *
 * <p>After the commit the doorbells ring on this thread, each once. Futures that a thread merely waits for are completed
 * here too; all others on a second thread, so that a slow dependent delays its like but no commit. When that thread has
 * {@value #MAX_UNTOLD} groups behind it the writer completes futures itself, which slows the source down.
 */
final class CommitLoop {
    private static final Logger LOG = LoggerFactory.getLogger(CommitLoop.class);
    private static final int MAX_UNTOLD = 1000;

    private final String name;
    private final Sessions sessions;
    private final Counts counts;
    private final SqlStore.Limits limits;
    private final BlockingQueue<Unit<?>> queue;
    private final Unit<?> wakeUp = new Unit<>(null, tx -> "", true);
    private final Thread thread;
    private final ThreadPoolExecutor teller;

    private volatile boolean closing;
    private volatile boolean ended;
    private @Nullable SqlSession session;

    CommitLoop(String name, Sessions sessions, Counts counts, SqlStore.Limits limits) {
        this.name = name;
        this.sessions = sessions;
        this.counts = counts;
        this.limits = limits;
        this.queue = new ArrayBlockingQueue<>(limits.queued());
        this.thread = new Thread(this::run, "photinus-store-" + name + "-writer");
        this.teller = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_UNTOLD),
                work -> new Thread(work, "photinus-store-" + name + "-teller"),
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

    /** Waiting for itself would be for ever. */
    void refuseOwnThread() {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("a unit of work must not call its store");
        }
    }

    private void run() {
        List<Unit<?>> group = new ArrayList<>(limits.group());
        while (gather(group)) {
            commit(group);
            group.clear();
        }
        closeSession();
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
        if (group.isEmpty()) {
            return;
        }
        Bells bells = new Bells();
        try {
            SqlSession open = session();
            Leased leased = new Leased();
            for (Unit<?> unit : group) {
                attempt(unit, open, leased, bells, group.size() > 1);
            }
            open.commit(true);
            counts.commit(group.size());
        } catch (SQLException | RuntimeException broken) {
            LOG.atDebug().addKeyValue("database", name).setCause(broken).log("commit failed");
            bells.clear();
            closeSession();
            for (Unit<?> unit : group) {
                // One exception each: whoever gets it may add to it.
                unit.fail(new StoreUnavailableException(
                        "database " + name + " cannot be written: " + SqlFailures.reason(broken), broken));
            }
        }
        bells.ring();
        tell(group);
    }

    private void attempt(Unit<?> unit, SqlSession open, Leased leased, Bells bells, boolean several)
            throws SQLException {
        Connection connection = open.getConnection();
        Savepoint before = several ? connection.setSavepoint() : null;
        SqlTransaction tx = new SqlTransaction(open, leased);
        try {
            unit.run(tx);
            bells.addAll(tx.bells());
        } catch (Throwable failed) {
            if (SqlFailures.unavailable(failed)) {
                throw new StoreUnavailableException("the transaction is broken", failed);
            }
            leased.forget();
            unit.fail(failed);
            if (before == null) {
                open.rollback(true);
                return;
            }
            connection.rollback(before);
        } finally {
            tx.end();
        }
        if (before != null) {
            connection.releaseSavepoint(before);
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

    private SqlSession session() {
        SqlSession current = session;
        if (current == null) {
            current = sessions.forWriting();
            session = current;
        }
        return current;
    }

    private void closeSession() {
        SqlSession current = session;
        session = null;
        if (current != null) {
            try {
                current.close();
            } catch (RuntimeException alreadyBroken) {
                LOG.atDebug()
                        .addKeyValue("database", name)
                        .setCause(alreadyBroken)
                        .log("broken session closed");
            }
        }
    }

    /** Writes what is queued, in bounded time, and ends both threads. */
    void close() {
        refuseOwnThread();
        closing = true;
        queue.offer(wakeUp);
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
