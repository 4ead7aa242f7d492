package io.photinus.persistence.sql;

import java.sql.SQLException;
import java.sql.Statement;
import org.apache.ibatis.executor.statement.StatementHandler;
import org.apache.ibatis.plugin.Interceptor;
import org.apache.ibatis.plugin.Intercepts;
import org.apache.ibatis.plugin.Invocation;
import org.apache.ibatis.plugin.Signature;
import org.apache.ibatis.session.ResultHandler;

/** Counts every statement that is executed, and cancels it when its time is up. */
@Intercepts({
    @Signature(type = StatementHandler.class, method = "update", args = Statement.class),
    @Signature(
            type = StatementHandler.class,
            method = "query",
            args = {Statement.class, ResultHandler.class})
})
final class StatementWatch implements Interceptor {
    private final Counts counts;
    private final Deadlines deadlines;

    StatementWatch(Counts counts, Deadlines deadlines) {
        this.counts = counts;
        this.deadlines = deadlines;
    }

    @Override
    public Object intercept(Invocation invocation) throws ReflectiveOperationException, SQLException {
        counts.statement();
        return deadlines.run((Statement) invocation.getArgs()[0], invocation::proceed);
    }
}
