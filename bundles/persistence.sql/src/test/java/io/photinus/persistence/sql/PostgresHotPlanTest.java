package io.photinus.persistence.sql;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

class PostgresHotPlanTest extends HotPlanContract {
    private DataSource simple;

    @Override
    TestDatabase open(Path directory) {
        PostgresTestDatabase database = new PostgresTestDatabase();
        // The only way in which this driver lets a statement with places but without values through.
        simple = PostgresTestDatabase.source(database.url() + "&preferQueryMode=simple");
        return database;
    }

    @Override
    String primaryKey(String table) {
        return table + "_pkey";
    }

    /** The plan for these values, and behind it the one that is kept for all values. */
    @Override
    List<String> plan(Connection connection, String sql, Values values) throws SQLException {
        List<String> plan = new ArrayList<>();
        try (PreparedStatement explain = connection.prepareStatement("explain " + sql)) {
            values.set(explain);
            add(explain.executeQuery(), plan);
        }
        try (Connection other = simple.getConnection();
                Statement explain = other.createStatement()) {
            add(explain.executeQuery("explain (generic_plan) " + numbered(sql, types(values))), plan);
        }
        return plan;
    }

    /** The types that the values are sent with. */
    private static List<String> types(Values values) throws SQLException {
        List<String> types = new ArrayList<>();
        values.set((PreparedStatement) Proxy.newProxyInstance(
                PostgresHotPlanTest.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class},
                (statement, method, args) -> {
                    types.add(args[1] instanceof Object[] array ? type(array[0]) + "[]" : type(args[1]));
                    return null;
                }));
        return types;
    }

    private static String type(Object value) {
        return value instanceof Number ? "bigint" : "text";
    }

    private static String numbered(String sql, List<String> types) {
        StringBuilder numbered = new StringBuilder();
        int number = 0;
        for (char c : sql.toCharArray()) {
            numbered.append(c == '?' ? "$" + ++number + "::" + types.get(number - 1) : String.valueOf(c));
        }
        return numbered.toString();
    }

    private static void add(ResultSet rows, List<String> plan) throws SQLException {
        try (rows) {
            while (rows.next()) {
                plan.add(rows.getString(1));
            }
        }
    }

    @Override
    boolean readsAll(String step) {
        return step.contains("Seq Scan on");
    }

    @Override
    boolean sorts(String step) {
        return step.strip().startsWith("Sort Key") || step.contains("->  Sort ");
    }
}
