package io.photinus.persistence.sql;

import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.query.Condition;
import io.photinus.types.query.Page;
import io.photinus.types.query.Query;
import io.photinus.types.query.RecordSet;
import io.photinus.types.query.Sort;
import java.util.List;
import org.apache.ibatis.exceptions.PersistenceException;

/** Runs queries of the filter language on any collection of the catalogue. */
final class SqlQueries {
    private final Scope scope;

    SqlQueries(Scope scope) {
        this.scope = scope;
    }

    <T> Page<T> page(RecordSet<T> set, String namespace, Query query) {
        Tables.Source<?, T> source = Tables.of(set);
        Listing listing = listing(set, source.table(), namespace, query);
        QueryMapper mapper = scope.reads(QueryMapper.class);
        try {
            List<T> items = source.page(mapper, listing);
            return new Page<>(items, query.count() ? mapper.count(listing) : null);
        } catch (PersistenceException failed) {
            if (SqlFailures.unavailable(failed)) {
                throw failed;
            }
            throw new NodeProblem(ErrorCode.FF00176, failed);
        }
    }

    static Listing listing(RecordSet<?> set, Table table, String namespace, Query query) {
        Conditions conditions = new Conditions(table);
        for (Condition condition : query.conditions()) {
            Tables.check(set, condition.field());
            conditions.add(condition);
        }
        for (Sort sort : query.sort()) {
            Tables.check(set, sort.field());
        }
        return new Listing(
                table,
                namespace,
                conditions.sql(),
                conditions.values(),
                Conditions.order(table, query.sort()),
                query.skip(),
                query.limit() > 0 ? query.limit() : Long.MAX_VALUE);
    }
}
