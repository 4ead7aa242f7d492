package io.photinus.persistence.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Cuts sets so that no statement has more parameters than SQLite allows (32,766). PostgreSQL, where a set is a few arrays, is
 * content with that too: its messages stay small.
 */
final class Chunks {
    /** Rows of one INSERT; no row has more than 30 columns. */
    static final int ROWS = 1000;
    /** Values of one IN list. */
    static final int VALUES = 10_000;

    private Chunks() {}

    static <T> List<List<T>> ofRows(Collection<T> rows) {
        return of(rows, ROWS);
    }

    static <T> List<List<T>> ofValues(Collection<T> values) {
        return of(values, VALUES);
    }

    private static <T> List<List<T>> of(Collection<T> all, int size) {
        if (all.isEmpty()) {
            return List.of();
        }
        List<T> list = all instanceof List<T> already ? already : new ArrayList<>(all);
        if (list.size() <= size) {
            return List.of(list);
        }
        List<List<T>> chunks = new ArrayList<>(list.size() / size + 1);
        for (int from = 0; from < list.size(); from += size) {
            chunks.add(list.subList(from, Math.min(from + size, list.size())));
        }
        return chunks;
    }
}
