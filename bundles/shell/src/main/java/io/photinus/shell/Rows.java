package io.photinus.shell;

import io.photinus.types.json.Json;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** What a command has found: columns, and values of any kind that {@link Json} writes. */
final class Rows {
    private final List<String> columns;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    Rows(String... columns) {
        this.columns = List.of(columns);
    }

    /** Adds a row with one value per column; null for none. */
    void add(@Nullable Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(columns.size() + " values are expected");
        }
        List<@Nullable Object> row = new ArrayList<>();
        for (Object value : values) {
            row.add(value);
        }
        rows.add(row);
    }

    /** One JSON array of objects, on one line. */
    void printJson(PrintStream out) {
        List<Map<String, @Nullable Object>> objects = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                object.put(columns.get(i), row.get(i));
            }
            objects.add(object);
        }
        out.println(Json.write(objects));
    }

    /** A table for people. */
    void printTable(PrintStream out, String whenEmpty) {
        ShellTable table = new ShellTable().emptyTableText(whenEmpty);
        columns.forEach(table::column);
        for (List<@Nullable Object> row : rows) {
            table.addRow().addContent(row.stream().map(Rows::cell).toArray());
        }
        table.print(out);
    }

    private static String cell(@Nullable Object value) {
        if (value instanceof Collection<?> items) {
            return items.stream().map(Objects::toString).collect(Collectors.joining(", "));
        }
        if (value instanceof Boolean flag) {
            return flag ? "yes" : "";
        }
        String json = value == null ? "" : Json.write(value);
        return value instanceof String text
                ? text
                : json.startsWith("\"") ? json.substring(1, json.length() - 1) : json;
    }
}
