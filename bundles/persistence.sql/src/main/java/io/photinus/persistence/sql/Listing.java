package io.photinus.persistence.sql;

import java.util.List;

/**
 * A query ready to be run.
 *
 * @param where the conditions, with a place for each value
 * @param values what is bound, in order
 */
record Listing(Table table, String namespace, String where, List<Object> values, String order, int skip, long limit) {}
