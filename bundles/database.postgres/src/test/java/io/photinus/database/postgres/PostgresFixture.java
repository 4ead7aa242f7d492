package io.photinus.database.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What the tests of this bundle share. */
final class PostgresFixture {
    private PostgresFixture() {}

    static Settings settings(String url) {
        return settings(url, true);
    }

    static Settings settings(String url, boolean migrate) {
        return new Settings(
                "db0", TargetText.read("db0", url), migrate, 4, 4, 1, Duration.ofMinutes(1), Duration.ofMinutes(30));
    }

    static List<String> query(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("photinus-db-"))
                .toList();
    }

    /** A configuration as the framework would give it. */
    record Given(String photinus_plugin_name, String url, int maxConns, String maxConnIdleTime, String maxConnLifetime)
            implements PostgresDatabase.Config {
        Given(String url) {
            this("db0", url, 50, "1m", "");
        }

        @Override
        public boolean migrations_auto() {
            return true;
        }

        @Override
        public int maxIdleConns() {
            return 1;
        }

        @Override
        public Class<PostgresDatabase.Config> annotationType() {
            return PostgresDatabase.Config.class;
        }
    }
}
