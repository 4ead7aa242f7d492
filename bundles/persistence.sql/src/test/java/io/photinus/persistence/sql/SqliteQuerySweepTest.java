package io.photinus.persistence.sql;

import io.photinus.database.sqlite3.Sqlite3TestDatabase;
import java.nio.file.Path;

class SqliteQuerySweepTest extends QuerySweep {
    @Override
    TestDatabase open(Path directory) {
        return new Sqlite3TestDatabase(directory);
    }
}
