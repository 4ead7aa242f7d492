package io.photinus.persistence.sql;

import io.photinus.persistence.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.ibatis.session.SqlSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the units of a group and commits them, on one session of its own. Belongs to one writer thread.
 *
 * <p>First all of them in one transaction with nothing between them, for a savepoint costs two round trips. When a unit
 * throws, all is rolled back and the units run once more, each inside a savepoint, so that the bad ones are rolled back
 * alone. When the database picks the transaction as the victim of a deadlock, each unit runs in a transaction of its own,
 * a few times if need be. When the transaction cannot go on at all, every unit without an outcome fails.
 */
final class GroupCommit {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final int TRIES = 8;
    private static final int LONGEST_PAUSE_MILLIS = 40;

    private final String name;
    private final Sessions sessions;
    private final Counts counts;
    private final boolean keepsSession;
    /** What is known of leases; where no other process writes it stays true from one group to the next. */
    private Leased leased = new Leased();

    private @Nullable SqlSession session;
    private boolean committing;

    /** @param keepsSession whether the connection stays with this writer; else it goes back to the pool between groups */
    GroupCommit(String name, Sessions sessions, Counts counts, boolean keepsSession) {
        this.name = name;
        this.sessions = sessions;
        this.counts = counts;
        this.keepsSession = keepsSession;
    }

    /** How a transaction ended that did not break. */
    private enum Ended {
        COMMITTED,
        UNIT_FAILED,
        UNLUCKY
    }

    /** Gives every unit its outcome; returns what is to be rung for those that were committed. Never throws. */
    Bells run(List<Unit<?>> group) {
        Bells bells = new Bells();
        if (!keepsSession) {
            leased = new Leased();
        }
        List<Unit<?>> open = new ArrayList<>(group);
        try {
            Ended ended = together(open, bells);
            if (ended == Ended.UNIT_FAILED) {
                ended = apart(open, bells);
            }
            if (ended == Ended.UNLUCKY) {
                oneByOne(open, bells);
            }
            if (!keepsSession) {
                closeSession();
            }
        } catch (SQLException | RuntimeException | Error broken) {
            LOG.atDebug().addKeyValue("database", name).setCause(broken).log("commit failed");
            String what = committing ? " did not answer a commit, whose outcome is unknown: " : " cannot be written: ";
            closeSession();
            for (Unit<?> unit : open) {
                // One exception each: whoever gets it may add to it.
                unit.fail(
                        new StoreUnavailableException("database " + name + what + SqlFailures.reason(broken), broken));
            }
        }
        return bells;
    }

    /** All in one transaction; the events of all of them in its last statements. */
    private Ended together(List<Unit<?>> group, Bells bells) {
        Bells rung = new Bells();
        NewEvents events = new NewEvents();
        try {
            SqlSession current = session();
            for (Unit<?> unit : group) {
                attempt(unit, current, leased, rung, events);
            }
            Scope last = Scope.writing(current);
            events.write(last);
            last.end();
        } catch (Throwable failed) {
            refuseIfBroken(failed);
            session().rollback(true);
            leased.forget();
            if (SqlFailures.unlucky(failed)) {
                return Ended.UNLUCKY;
            }
            if (group.size() > 1) {
                return Ended.UNIT_FAILED;
            }
            group.get(0).fail(named(failed));
            counts.commit(1);
            group.clear();
            return Ended.COMMITTED;
        }
        return commit(group, rung, bells);
    }

    private static void attempt(Unit<?> unit, SqlSession current, Leased leased, Bells rung, NewEvents events) {
        SqlTransaction tx = new SqlTransaction(current, leased);
        try {
            unit.run(tx);
            rung.addAll(tx.bells());
            events.addAll(tx.newEvents());
        } finally {
            tx.end();
        }
    }

    /** All in one transaction, each inside a savepoint that holds its events too. */
    private Ended apart(List<Unit<?>> group, Bells bells) throws SQLException {
        Bells rung = new Bells();
        SqlSession current = session();
        Connection connection = current.getConnection();
        for (Unit<?> unit : group) {
            Savepoint before = connection.setSavepoint();
            Bells own = new Bells();
            NewEvents events = new NewEvents();
            try {
                attempt(unit, current, leased, own, events);
                Scope last = Scope.writing(current);
                events.write(last);
                last.end();
                rung.addAll(own);
            } catch (Throwable failed) {
                refuseIfBroken(failed);
                if (SqlFailures.unlucky(failed)) {
                    current.rollback(true);
                    leased.forget();
                    return Ended.UNLUCKY;
                }
                leased.forget();
                unit.fail(named(failed));
                connection.rollback(before);
            }
            connection.releaseSavepoint(before);
        }
        return commit(group, rung, bells);
    }

    /** Each in a transaction of its own, and again when it is unlucky. */
    private void oneByOne(List<Unit<?>> group, Bells bells) {
        while (!group.isEmpty()) {
            List<Unit<?>> one = new ArrayList<>(List.of(group.get(0)));
            Ended ended = together(one, bells);
            for (int tries = 1; ended == Ended.UNLUCKY && tries < TRIES; tries++) {
                pause();
                ended = together(one, bells);
            }
            if (ended == Ended.UNLUCKY) {
                group.get(0)
                        .fail(new StoreUnavailableException(
                                "database " + name + " gave others the way " + TRIES + " times in a row"));
            }
            group.remove(0);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(1, LONGEST_PAUSE_MILLIS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Ended commit(List<Unit<?>> group, Bells rung, Bells bells) {
        committing = true;
        try {
            session().commit(true);
        } catch (RuntimeException failed) {
            if (SqlFailures.unlucky(failed)) {
                committing = false;
                session().rollback(true);
                leased.forget();
                return Ended.UNLUCKY;
            }
            throw failed;
        }
        committing = false;
        counts.commit(group.size());
        bells.addAll(rung);
        group.clear();
        return Ended.COMMITTED;
    }

    private static void refuseIfBroken(Throwable failed) {
        if (SqlFailures.unavailable(failed)) {
            throw new StoreUnavailableException("the transaction is broken", failed);
        }
    }

    /** A statement that was given up has not done anything wrong. */
    private Throwable named(Throwable failed) {
        return SqlFailures.cancelled(failed)
                ? new StoreUnavailableException(
                        "database " + name + " took too long: " + SqlFailures.reason(failed), failed)
                : failed;
    }

    private SqlSession session() {
        SqlSession current = session;
        if (current == null) {
            current = sessions.forWriting();
            session = current;
        }
        return current;
    }

    void closeSession() {
        SqlSession current = session;
        session = null;
        leased.forget();
        committing = false;
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
}
