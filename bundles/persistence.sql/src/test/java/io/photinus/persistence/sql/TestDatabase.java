package io.photinus.persistence.sql;

import io.photinus.plugin.database.DatabasePlugin;

/** A database with a complete schema, for the contract tests of one dialect. */
public interface TestDatabase extends AutoCloseable {
    DatabasePlugin plugin();

    @Override
    void close();
}
