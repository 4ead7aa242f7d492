package io.photinus.persistence.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.ibatis.type.StringTypeHandler;
import org.jspecify.annotations.Nullable;

/** Text; an empty column is an absent text, since that is how absent ones are stored. */
final class AbsentTextHandler extends StringTypeHandler implements ColumnForm<String> {
    @Override
    public boolean number() {
        return false;
    }

    @Override
    public Object column(String value) {
        return value;
    }

    @Override
    public @Nullable String getNullableResult(ResultSet row, String column) throws SQLException {
        return absentIfEmpty(row.getString(column));
    }

    @Override
    public @Nullable String getNullableResult(ResultSet row, int column) throws SQLException {
        return absentIfEmpty(row.getString(column));
    }

    private static @Nullable String absentIfEmpty(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
