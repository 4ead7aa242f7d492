package io.photinus.persistence.sql;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells «the database is away» from «the statement is wrong». */
final class SqlFailures {
    /** SQLite's result codes for busy, locked, read-only, i/o error, corrupt, full, cannot open, not a database. */
    private static final Set<Integer> SQLITE_AWAY = Set.of(5, 6, 8, 10, 11, 13, 14, 26);
    /** SQL state classes: connection, resources, operator intervention, system error. */
    private static final Set<String> AWAY = Set.of("08", "53", "57", "58");

    private SqlFailures() {}

    /** Whether an SQL error somewhere in the chain means that the database cannot be used now. */
    static boolean unavailable(Throwable failure) {
        SQLException sql = sql(failure);
        return sql != null && unavailable(sql);
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
        if (failure instanceof SQLTransientException
                || failure instanceof SQLRecoverableException
                || failure instanceof SQLNonTransientConnectionException) {
            return true;
        }
        String state = failure.getSQLState();
        if (state != null && state.length() == 5) {
            return AWAY.contains(state.substring(0, 2));
        }
        // SQLite's driver gives its result code and no state; with neither, it is the connection that is closed.
        return failure.getErrorCode() == 0 || SQLITE_AWAY.contains(failure.getErrorCode());
    }
}
