package io.photinus.persistence.sql;

import java.util.List;

/**
 * A query ready to be run.
 *
 * @param where the conditions, with a place for each value
 * @param values what is bound, in order
 * @param countUpTo how far matches are counted
 */
record Listing(
        Table table,
        String namespace,
        String where,
        List<Object> values,
        String order,
        int skip,
        long limit,
        long countUpTo) {
    static final long NO_LIMIT = Long.MAX_VALUE;
}
