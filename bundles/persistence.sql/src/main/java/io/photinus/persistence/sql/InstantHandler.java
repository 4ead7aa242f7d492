package io.photinus.persistence.sql;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.jspecify.annotations.Nullable;

/**
 * A time as nanoseconds since 1970. Times before 1677 or after 2262 become the nearest that fits: a peer may put any time in
 * a message, and that must not stop the batch it came with.
 */
final class InstantHandler extends BaseTypeHandler<Instant> implements ColumnForm<Instant> {
    private static final long NANOS = 1_000_000_000L;
    private static final long LAST_SECOND = Long.MAX_VALUE / NANOS;

    static long nanos(Instant time) {
        long seconds = time.getEpochSecond();
        if (seconds >= LAST_SECOND) {
            return seconds > LAST_SECOND || time.getNano() > Long.MAX_VALUE % NANOS
                    ? Long.MAX_VALUE
                    : seconds * NANOS + time.getNano();
        }
        return seconds < -LAST_SECOND ? Long.MIN_VALUE : seconds * NANOS + time.getNano();
    }

    static Instant time(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }

    @Override
    public boolean number() {
        return true;
    }

    @Override
    public Object column(Instant value) {
        return nanos(value);
    }

    @Override
    public void setNonNullParameter(PreparedStatement statement, int index, Instant value, @Nullable JdbcType type)
            throws SQLException {
        statement.setLong(index, nanos(value));
    }

    @Override
    public @Nullable Instant getNullableResult(ResultSet row, String column) throws SQLException {
        long nanos = row.getLong(column);
        return row.wasNull() ? null : time(nanos);
    }

    @Override
    public @Nullable Instant getNullableResult(ResultSet row, int column) throws SQLException {
        long nanos = row.getLong(column);
        return row.wasNull() ? null : time(nanos);
    }

    @Override
    public @Nullable Instant getNullableResult(CallableStatement statement, int column) throws SQLException {
        long nanos = statement.getLong(column);
        return statement.wasNull() ? null : time(nanos);
    }
}
