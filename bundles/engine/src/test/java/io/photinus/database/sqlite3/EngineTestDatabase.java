package io.photinus.database.sqlite3;

import io.photinus.plugin.database.DatabasePlugin;
import java.nio.file.Path;

/** Opens a real database file for the engine's tests. */
public final class EngineTestDatabase implements AutoCloseable {
    private final Sqlite3Database database;

    public EngineTestDatabase(Path file) {
        database = new Sqlite3Database(new Settings("test", file, true, 2));
    }

    public DatabasePlugin plugin() {
        return database;
    }

    @Override
    public void close() {
        database.close();
    }
}
