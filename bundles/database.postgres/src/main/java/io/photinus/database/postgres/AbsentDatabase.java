package io.photinus.database.postgres;

import io.photinus.plugin.database.DatabasePlugin;
import javax.sql.DataSource;

/** Stands where a database is configured that cannot be opened at present. */
record AbsentDatabase(String problem) implements DatabasePlugin {
    private IllegalStateException absent() {
        return new IllegalStateException(problem);
    }

    @Override
    public String dialect() {
        throw absent();
    }

    @Override
    public DataSource writer() {
        throw absent();
    }

    @Override
    public DataSource reader() {
        throw absent();
    }

    @Override
    public boolean singleWriter() {
        throw absent();
    }

    @Override
    public String databaseId() {
        throw absent();
    }
}
