package io.photinus.persistence.sql;

import io.photinus.types.query.RecordSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The rows of one collection in insert order, once as the store has them and once as plain values.
 *
 * @param key what tells the records of this collection apart
 */
record QueryShelf<T>(RecordSet<T> set, List<Row> rows, Function<T, Object> key) {
    /**
     * One row.
     *
     * @param columns the value of every field that is stored: a text, a number, a flag, a time or null
     */
    record Row(Object key, Map<String, Object> columns) {
        Object get(String field) {
            return columns.get(field);
        }

        @Override
        public String toString() {
            return String.valueOf(key);
        }
    }
}
