package io.photinus.persistence.sql;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the generic query knows of one table. Every text in it is ours.
 *
 * @param columns the select list, which fills the row record
 * @param newestFirst the default order
 * @param tieBreak the column that makes any order total
 * @param irregular columns of fields whose names differ from them; null when there is none
 */
record Table(
        String name, String columns, String newestFirst, String tieBreak, Map<String, @Nullable String> irregular) {

    /** A table whose rows fill this record, in insert order. */
    static Table of(String name, Class<? extends Record> row) {
        return new Table(name, columns(row), "seq desc", "seq", Map.of());
    }

    Table ordered(String order, String by) {
        return new Table(name, columns, order, by, irregular);
    }

    /** Names the column of a field, or none when the catalogue has a field that is not stored. */
    Table with(String field, @Nullable String column) {
        Map<String, @Nullable String> more = new HashMap<>(irregular);
        more.put(field, column);
        return new Table(name, columns, newestFirst, tieBreak, more);
    }

    /** The column of a field of the catalogue, or null when it has none. */
    @Nullable
    String column(String field) {
        return irregular.containsKey(field) ? irregular.get(field) : field.replace('.', '_');
    }

    private static String columns(Class<? extends Record> row) {
        List<String> names = new ArrayList<>();
        for (RecordComponent component : row.getRecordComponents()) {
            names.add(RecordShape.column(component));
        }
        return String.join(", ", names);
    }
}
