package io.photinus.persistence.sql;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.jspecify.annotations.Nullable;

/** A list of texts, joined with commas. */
final class TextListHandler extends BaseTypeHandler<List<String>> implements ColumnForm<List<String>> {
    @Override
    public boolean number() {
        return false;
    }

    @Override
    public Object column(List<String> value) {
        return Text.join(value);
    }

    @Override
    public void setNonNullParameter(PreparedStatement statement, int index, List<String> value, @Nullable JdbcType type)
            throws SQLException {
        statement.setString(index, Text.join(value));
    }

    @Override
    public List<String> getNullableResult(ResultSet row, String column) throws SQLException {
        return Text.split(row.getString(column));
    }

    @Override
    public List<String> getNullableResult(ResultSet row, int column) throws SQLException {
        return Text.split(row.getString(column));
    }

    @Override
    public List<String> getNullableResult(CallableStatement statement, int column) throws SQLException {
        return Text.split(statement.getString(column));
    }
}
