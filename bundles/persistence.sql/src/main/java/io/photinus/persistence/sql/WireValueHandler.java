package io.photinus.persistence.sql;

import io.photinus.types.json.WireValue;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.jspecify.annotations.Nullable;

/** An enum constant as its text on the wire; an empty text is none. */
final class WireValueHandler<E extends Enum<E> & WireValue> extends BaseTypeHandler<E> implements ColumnForm<E> {
    private final Class<E> type;
    private final Map<String, E> constants = new HashMap<>();

    WireValueHandler(Class<E> type) {
        this.type = type;
        for (E constant : type.getEnumConstants()) {
            constants.put(constant.wire(), constant);
        }
    }

    @Override
    public boolean number() {
        return false;
    }

    @Override
    public Object column(E value) {
        return value.wire();
    }

    @Override
    public void setNonNullParameter(PreparedStatement statement, int index, E value, @Nullable JdbcType jdbcType)
            throws SQLException {
        statement.setString(index, value.wire());
    }

    @Override
    public @Nullable E getNullableResult(ResultSet row, String column) throws SQLException {
        return value(row.getString(column));
    }

    @Override
    public @Nullable E getNullableResult(ResultSet row, int column) throws SQLException {
        return value(row.getString(column));
    }

    @Override
    public @Nullable E getNullableResult(CallableStatement statement, int column) throws SQLException {
        return value(statement.getString(column));
    }

    private @Nullable E value(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        E constant = constants.get(text);
        if (constant == null) {
            throw new IllegalStateException("the database holds an unknown " + type.getSimpleName() + ": " + text);
        }
        return constant;
    }
}
