package io.photinus.persistence.sql;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells «the database is away» from «the statement is wrong», and what may be tried again. */
final class SqlFailures {
    /** SQLite's result codes for busy, locked, read-only, i/o error, corrupt, full, cannot open, not a database. */
    private static final Set<Integer> SQLITE_AWAY = Set.of(5, 6, 8, 10, 11, 13, 14, 26);
    /** SQL state classes: connection, resources, operator intervention, system error. */
    private static final Set<String> AWAY = Set.of("08", "53", "57", "58");
    /** The server has ended a transaction that was idle or took too long; a server that may not write any more. */
    private static final Set<String> CUT = Set.of("25P03", "25P04", "25006");
    /** The server has cancelled a statement; SQLite calls it interrupted. */
    private static final String CANCELLED = "57014";

    private static final int SQLITE_INTERRUPTED = 9;
    /** A serialization failure, a deadlock: the transaction was right and came at a bad moment. */
    private static final Set<String> UNLUCKY = Set.of("40001", "40P01");

    private SqlFailures() {}

    /** Whether an SQL error somewhere in the chain means that the database cannot be used now. */
    static boolean unavailable(Throwable failure) {
        SQLException sql = sql(failure);
        return sql != null && unavailable(sql);
    }

    /** Whether the statement was cancelled because its time was up. */
    static boolean cancelled(Throwable failure) {
        SQLException sql = sql(failure);
        return sql != null
                && (sql instanceof SQLTimeoutException
                        || CANCELLED.equals(sql.getSQLState())
                        || sql.getSQLState() == null && sql.getErrorCode() == SQLITE_INTERRUPTED);
    }

    /** Whether the same work may well succeed when it is done once more. */
    static boolean unlucky(Throwable failure) {
        SQLException sql = sql(failure);
        return sql != null && sql.getSQLState() != null && UNLUCKY.contains(sql.getSQLState());
    }

    /** The database's own words. */
    static @Nullable String reason(Throwable failure) {
        SQLException sql = sql(failure);
        return sql == null ? failure.getMessage() : sql.getMessage();
    }

    private static @Nullable SQLException sql(Throwable failure) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            if (cause instanceof SQLException found) {
                return found;
            }
        }
        return null;
    }

    private static boolean unavailable(SQLException failure) {
        if (CANCELLED.equals(failure.getSQLState())) {
            return false;
        }
        if (failure instanceof SQLTransientException
                || failure instanceof SQLRecoverableException
                || failure instanceof SQLNonTransientConnectionException) {
            return true;
        }
        String state = failure.getSQLState();
        if (state != null && state.length() == 5) {
            return AWAY.contains(state.substring(0, 2)) || CUT.contains(state);
        }
        // SQLite's driver gives its result code and no state; with neither, it is the connection that is closed.
        return failure.getErrorCode() == 0 || SQLITE_AWAY.contains(failure.getErrorCode());
    }
}
