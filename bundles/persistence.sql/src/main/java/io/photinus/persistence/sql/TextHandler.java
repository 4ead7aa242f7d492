package io.photinus.persistence.sql;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.jspecify.annotations.Nullable;

/** A value whose column is its text. */
final class TextHandler<T> extends BaseTypeHandler<T> implements ColumnForm<T> {
    private final Function<T, String> write;
    private final Function<String, T> read;

    TextHandler(Function<T, String> write, Function<String, T> read) {
        this.write = write;
        this.read = read;
    }

    @Override
    public boolean number() {
        return false;
    }

    @Override
    public Object column(T value) {
        return write.apply(value);
    }

    @Override
    public void setNonNullParameter(PreparedStatement statement, int index, T value, @Nullable JdbcType type)
            throws SQLException {
        statement.setString(index, write.apply(value));
    }

    @Override
    public @Nullable T getNullableResult(ResultSet row, String column) throws SQLException {
        return value(row.getString(column));
    }

    @Override
    public @Nullable T getNullableResult(ResultSet row, int column) throws SQLException {
        return value(row.getString(column));
    }

    @Override
    public @Nullable T getNullableResult(CallableStatement statement, int column) throws SQLException {
        return value(statement.getString(column));
    }

    private @Nullable T value(@Nullable String text) {
        return text == null ? null : read.apply(text);
    }
}
