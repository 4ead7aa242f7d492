package io.photinus.persistence.sql;

import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.query.Page;
import io.photinus.types.query.Query;
import io.photinus.types.query.RecordSet;
import io.photinus.types.query.Sort;
import java.util.List;
import java.util.function.Consumer;
import org.apache.ibatis.exceptions.PersistenceException;
import org.jspecify.annotations.Nullable;

/** Runs queries of the filter language on any collection of the catalogue. */
final class SqlQueries {
    private final Scope scope;

    SqlQueries(Scope scope) {
        this.scope = scope;
    }

    <T> Page<T> page(RecordSet<T> set, String namespace, Query query) {
        Tables.Source<?, T> source = Tables.of(set);
        Listing listing = listing(set, source.table(), namespace, query, scope.dialect());
        QueryMapper mapper = scope.reads(QueryMapper.class);
        try {
            List<T> items = source.page(mapper, listing);
            return query.count() ? counted(mapper, listing, items) : new Page<>(items, null);
        } catch (PersistenceException failed) {
            throw problem(failed);
        }
    }

    private static <T> Page<T> counted(QueryMapper mapper, Listing listing, List<T> items) {
        boolean last = items.size() < listing.limit() && (!items.isEmpty() || listing.skip() == 0);
        if (last) {
            return new Page<>(items, (long) listing.skip() + items.size());
        }
        long found = mapper.count(listing);
        // One more is counted than is told, to know whether there are more.
        boolean capped = found == listing.countUpTo() && found != Listing.NO_LIMIT;
        return new Page<>(items, capped ? found - 1 : found, capped);
    }

    <T> void stream(RecordSet<T> set, String namespace, Query query, Consumer<? super T> rows) {
        Tables.Source<?, T> source = Tables.of(set);
        Listing listing = listing(set, source.table(), namespace, query, scope.dialect());
        Stopping<T> guarded = new Stopping<>(rows);
        try {
            scope.stream(source.statement(), listing, row -> guarded.accept(source.record(row)));
        } catch (PersistenceException failed) {
            RuntimeException stopped = guarded.stopped;
            throw stopped != null ? stopped : problem(failed);
        }
    }

    /** Keeps what the receiver of rows threw apart from what the database threw. */
    private static final class Stopping<T> implements Consumer<T> {
        private final Consumer<? super T> rows;
        private @Nullable RuntimeException stopped;

        Stopping(Consumer<? super T> rows) {
            this.rows = rows;
        }

        @Override
        public void accept(T row) {
            try {
                rows.accept(row);
            } catch (RuntimeException why) {
                stopped = why;
                throw why;
            }
        }
    }

    private static RuntimeException problem(PersistenceException failed) {
        return SqlFailures.unavailable(failed) ? failed : new NodeProblem(ErrorCode.FF00176, failed);
    }

    static Listing listing(RecordSet<?> set, Table table, String namespace, Query query, Dialect dialect) {
        Conditions conditions = new Conditions(set, table, dialect);
        String where = conditions.of(query.where());
        for (Sort sort : query.sort()) {
            Tables.check(set, sort.field());
        }
        long countUpTo = query.countUpTo();
        return new Listing(
                table,
                namespace,
                where,
                conditions.values(),
                Conditions.order(table, query.sort()),
                query.skip(),
                query.limit() > 0 ? query.limit() : Listing.NO_LIMIT,
                countUpTo == Listing.NO_LIMIT ? countUpTo : countUpTo + 1);
    }
}
