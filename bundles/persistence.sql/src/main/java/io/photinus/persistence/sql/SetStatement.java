package io.photinus.persistence.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.SqlSource;
import org.apache.ibatis.session.Configuration;

/** A statement of plain text and sets; thread-safe. */
final class SetStatement implements SqlSource {
    private final Configuration configuration;
    private final List<SetPart> parts;

    SetStatement(Configuration configuration, List<SetPart> parts) {
        this.configuration = configuration;
        this.parts = parts;
    }

    @Override
    public BoundSql getBoundSql(Object parameters) {
        StringBuilder sql = new StringBuilder(256);
        for (SetPart part : parts) {
            part.append(sql, (Map<?, ?>) parameters);
        }
        return new BoundSql(configuration, sql.toString(), List.of(), parameters);
    }

    /** Sets all values, in the order in which {@link #getBoundSql} has placed them. */
    void bind(PreparedStatement statement, Map<?, ?> parameters) throws SQLException {
        int index = 1;
        for (SetPart part : parts) {
            index = part.bind(statement, index, parameters);
        }
    }
}
