package io.photinus.persistence.sql;

import io.photinus.database.sqlite3.Sqlite3TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

class SqliteHotPlanTest extends HotPlanContract {
    @Override
    TestDatabase open(Path directory) {
        return new Sqlite3TestDatabase(directory);
    }

    @Override
    String primaryKey(String table) {
        return "SEARCH " + table + " USING PRIMARY KEY";
    }

    @Override
    List<String> plan(Connection connection, String sql, Values values) throws SQLException {
        List<String> plan = new ArrayList<>();
        try (PreparedStatement explain = connection.prepareStatement("explain query plan " + sql)) {
            values.set(explain);
            try (ResultSet rows = explain.executeQuery()) {
                while (rows.next()) {
                    plan.add(rows.getString("detail"));
                }
            }
        }
        return plan;
    }

    @Override
    boolean readsAll(String step) {
        return step.matches("SCAN (messages|outbox|data|batches|transactions|operations|pins|events|blockchain_events"
                + "|identities|verifiers|message_data)\\b.*");
    }

    @Override
    boolean sorts(String step) {
        return step.contains("TEMP B-TREE");
    }
}
