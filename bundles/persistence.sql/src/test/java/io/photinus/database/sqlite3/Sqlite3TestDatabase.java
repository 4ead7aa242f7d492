package io.photinus.database.sqlite3;

import io.photinus.persistence.sql.TestDatabase;
import io.photinus.plugin.database.DatabasePlugin;
import java.nio.file.Path;

/** A real database file. Stands in this package because only it may build the plugin without a framework. */
public final class Sqlite3TestDatabase implements TestDatabase {
    private final Sqlite3Database database;

    public Sqlite3TestDatabase(Path directory) {
        database = new Sqlite3Database(new Settings("test", directory.resolve("test.db"), true, 4));
    }

    @Override
    public DatabasePlugin plugin() {
        return database;
    }

    @Override
    public void close() {
        database.close();
    }
}
