package io.photinus.types.query;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parsed query (api 6.1, 6.4): what a row must fulfil, in which order rows come, and how many of them.
 *
 * @param where what a row must fulfil
 * @param sort empty for the collection's default order (newest first; messages: unconfirmed first, then by confirmation)
 * @param limit the most rows; 0 for no limit
 * @param countUpTo how far matches are counted; 0 when the total is not wanted
 * @param timeout how long it may take; null for as long as it takes
 */
public record Query(
        AllOf where,
        List<Sort> sort,
        int skip,
        int limit,
        long countUpTo,
        @Nullable Duration timeout) {
    /** Every row, in default order. */
    public static final Query ALL = new Query(List.of(), List.of(), 0, 0, false);

    public Query {
        sort = List.copyOf(sort);
    }

    /** A query without «or» between fields, without time limit, which counts to the end if at all. */
    public Query(List<Condition> conditions, List<Sort> sort, int skip, int limit, boolean count) {
        this(new AllOf(conditions, List.of()), sort, skip, limit, count ? Long.MAX_VALUE : 0, null);
    }

    /** Every row that fulfils the conditions, in default order. */
    public static Query where(Condition... conditions) {
        return new Query(List.of(conditions), List.of(), 0, 0, false);
    }

    /** The conditions that every row must fulfil, apart from the choices. */
    public List<Condition> conditions() {
        return where.conditions();
    }

    /** Whether the total is wanted too. */
    public boolean count() {
        return countUpTo > 0;
    }

    public Query and(Condition condition) {
        List<Condition> more = new ArrayList<>(where.conditions());
        more.add(condition);
        return new Query(new AllOf(more, where.choices()), sort, skip, limit, countUpTo, timeout);
    }

    /** The same query with another limit of rows. */
    public Query limited(int rows) {
        return new Query(where, sort, skip, rows, countUpTo, timeout);
    }

    /** The same query with a time limit. */
    public Query within(@Nullable Duration limitOfTime) {
        return new Query(where, sort, skip, limit, countUpTo, limitOfTime);
    }
}
