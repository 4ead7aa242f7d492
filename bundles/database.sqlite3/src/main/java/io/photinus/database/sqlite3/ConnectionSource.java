package io.photinus.database.sqlite3;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/**
 * Opens connections and can close every one of them. A pool alone leaves connections that are in use open when it closes,
 * since this driver cannot abort them; whoever held one could go on writing after the file has a new owner.
 */
final class ConnectionSource extends SQLiteDataSource {
    private final Set<SQLiteConnection> open = new HashSet<>();

    ConnectionSource(SQLiteConfig pragmas) {
        super(pragmas);
    }

    @Override
    public synchronized SQLiteConnection getConnection(@Nullable String user, @Nullable String password)
            throws SQLException {
        SQLiteConnection connection = super.getConnection(user, password);
        for (SQLiteConnection known : Set.copyOf(open)) {
            if (known.isClosed()) {
                open.remove(known);
            }
        }
        open.add(connection);
        return connection;
    }

    /** Waits for the statements that run now; their transactions are rolled back. */
    synchronized void closeAll() {
        for (SQLiteConnection connection : open) {
            try {
                connection.close();
            } catch (SQLException unclosable) {
                throw new IllegalStateException("a connection cannot be closed", unclosable);
            }
        }
        open.clear();
    }
}
