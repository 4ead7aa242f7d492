package io.photinus.types.query;

import java.util.ArrayList;
import java.util.List;

/**
 * A parsed query (api 6.1, 6.4). Conditions are joined with AND.
 *
 * @param sort empty for the collection's default order (newest first; messages: unconfirmed first, then by confirmation)
 * @param limit the most rows; 0 for no limit
 * @param count whether the total is wanted too
 */
public record Query(List<Condition> conditions, List<Sort> sort, int skip, int limit, boolean count) {
    public Query {
        conditions = List.copyOf(conditions);
        sort = List.copyOf(sort);
    }

    /** Every row, in default order. */
    public static final Query ALL = new Query(List.of(), List.of(), 0, 0, false);

    /** Every row that fulfils the conditions, in default order. */
    public static Query where(Condition... conditions) {
        return new Query(List.of(conditions), List.of(), 0, 0, false);
    }

    public Query and(Condition condition) {
        List<Condition> more = new ArrayList<>(conditions);
        more.add(condition);
        return new Query(more, sort, skip, limit, count);
    }
}
