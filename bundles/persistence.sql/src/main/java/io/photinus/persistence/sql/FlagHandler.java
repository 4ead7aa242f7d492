package io.photinus.persistence.sql;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.jspecify.annotations.Nullable;

/** A boolean as 0 or 1, on every database. */
final class FlagHandler extends BaseTypeHandler<Boolean> implements ColumnForm<Boolean> {
    @Override
    public boolean number() {
        return true;
    }

    @Override
    public Object column(Boolean value) {
        return value ? 1L : 0L;
    }

    @Override
    public void setNonNullParameter(PreparedStatement statement, int index, Boolean value, @Nullable JdbcType type)
            throws SQLException {
        statement.setInt(index, value ? 1 : 0);
    }

    @Override
    public Boolean getNullableResult(ResultSet row, String column) throws SQLException {
        return row.getInt(column) != 0;
    }

    @Override
    public Boolean getNullableResult(ResultSet row, int column) throws SQLException {
        return row.getInt(column) != 0;
    }

    @Override
    public Boolean getNullableResult(CallableStatement statement, int column) throws SQLException {
        return statement.getInt(column) != 0;
    }
}
