package io.photinus.database.postgres;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/** Creates the schema and brings it up to date by numbered scripts; processes that start together take turns. */
final class Schema {
    private static final String SCRIPTS = "classpath:io/photinus/database/postgres/migrations";
    /** Once a second, until another process has finished. */
    private static final int TURNS = 300;

    private Schema() {}

    /**
     * Leaves a complete schema behind.
     *
     * @throws IllegalStateException when it is outdated and must not be changed
     * @throws org.flywaydb.core.api.FlywayException when a script fails, or differs from the one that was applied
     */
    static void prepare(DataSource source, Settings settings) {
        ClassLoader own = Schema.class.getClassLoader();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // The library finds its own parts by the context loader.
        thread.setContextClassLoader(own);
        try {
            Flyway flyway = Flyway.configure(own)
                    .dataSource(source)
                    .locations(SCRIPTS)
                    .table("schema_history")
                    .cleanDisabled(true)
                    .lockRetryCount(TURNS)
                    .loggers(QuietLog.Creator.class.getName())
                    .load();
            if (settings.migrate()) {
                flyway.migrate();
                return;
            }
            MigrationInfo[] pending = flyway.info().pending();
            if (pending.length > 0) {
                throw new IllegalStateException(
                        "the schema of " + settings.target().shown() + " lacks " + pending.length
                                + " migrations and migrations.auto is false");
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
