package io.photinus.persistence.sql;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ibatis.executor.Executor;
import org.apache.ibatis.executor.parameter.ParameterHandler;
import org.apache.ibatis.executor.resultset.ResultSetHandler;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ResultHandler;
import org.apache.ibatis.session.RowBounds;
import org.jspecify.annotations.Nullable;

/**
 * A configuration in which a record is filled by its components' names, {@code netNamespace} from column {@code
 * net_namespace}. MyBatis can do that too, but compares every column with every component again for every row.
 */
final class RecordConfiguration extends Configuration {
    /** By statement, which always has the same columns. */
    private final Map<String, RecordShape> shapes = new ConcurrentHashMap<>();

    RecordConfiguration(Environment environment) {
        super(environment);
    }

    @Override
    public ResultSetHandler newResultSetHandler(
            Executor executor,
            MappedStatement mapped,
            RowBounds bounds,
            ParameterHandler parameters,
            @SuppressWarnings("rawtypes") @Nullable ResultHandler results,
            BoundSql sql) {
        if (mapped.getResultMaps().size() == 1) {
            Class<?> type = mapped.getResultMaps().get(0).getType();
            if (type.isRecord()) {
                return new RecordResults(
                        columns -> shapes.computeIfAbsent(
                                mapped.getId(), id -> RecordShape.of(type, columns.get(), getTypeHandlerRegistry())),
                        results);
            }
        }
        return super.newResultSetHandler(executor, mapped, bounds, parameters, results, sql);
    }
}
