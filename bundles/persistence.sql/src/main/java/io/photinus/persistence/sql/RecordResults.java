package io.photinus.persistence.sql;

import java.sql.CallableStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.executor.result.DefaultResultContext;
import org.apache.ibatis.executor.resultset.ResultSetHandler;
import org.apache.ibatis.session.ResultHandler;
import org.jspecify.annotations.Nullable;

/** Reads all rows of one statement into records, and collects them or hands them on one by one. */
final class RecordResults implements ResultSetHandler {
    private final Function<Supplier<List<String>>, RecordShape> shape;

    private final @Nullable ResultHandler<Object> receiver;

    /**
     * @param shape gives the shape; it asks for the statement's columns when it does not know them yet
     * @param receiver gets the records; null to collect them
     */
    @SuppressWarnings("unchecked") // takes whatever the statement's rows are
    RecordResults(
            Function<Supplier<List<String>>, RecordShape> shape,
            @SuppressWarnings("rawtypes") @Nullable ResultHandler receiver) {
        this.shape = shape;
        this.receiver = receiver;
    }

    @Override
    @SuppressWarnings("unchecked") // the statement's result type is the record that the shape makes
    public <E> List<E> handleResultSets(Statement statement) throws SQLException {
        List<E> records = new ArrayList<>();
        try (ResultSet rows = statement.getResultSet()) {
            RecordShape known = shape.apply(() -> columns(rows));
            if (receiver != null) {
                DefaultResultContext<Object> context = new DefaultResultContext<>();
                while (!context.isStopped() && rows.next()) {
                    context.nextResultObject(known.read(rows));
                    receiver.handleResult(context);
                }
                return records;
            }
            while (rows.next()) {
                records.add((E) known.read(rows));
            }
        }
        return records;
    }

    private static List<String> columns(ResultSet rows) {
        try {
            ResultSetMetaData columns = rows.getMetaData();
            List<String> labels = new ArrayList<>(columns.getColumnCount());
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                labels.add(columns.getColumnLabel(i).toLowerCase(Locale.ROOT));
            }
            return labels;
        } catch (SQLException unreadable) {
            throw new IllegalStateException("the columns of a statement cannot be read", unreadable);
        }
    }

    @Override
    public <E> Cursor<E> handleCursorResultSets(Statement statement) {
        throw new UnsupportedOperationException("no statement returns a cursor");
    }

    @Override
    public void handleOutputParameters(CallableStatement statement) {
        throw new UnsupportedOperationException("no statement is a call");
    }
}
