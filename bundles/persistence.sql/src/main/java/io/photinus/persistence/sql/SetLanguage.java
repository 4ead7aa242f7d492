package io.photinus.persistence.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import org.apache.ibatis.executor.parameter.ParameterHandler;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.SqlSource;
import org.apache.ibatis.parsing.XNode;
import org.apache.ibatis.scripting.xmltags.XMLLanguageDriver;
import org.apache.ibatis.session.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The language of the mapper files, with a short cut for statements over sets. MyBatis expands a {@code foreach} into text
 * with a name for every single value, parses that text, and looks every value up by its name: most of the time of a commit.
 * Statements whose only dynamic element is {@code foreach} are taken apart once instead, and bound in place. What they mean
 * is the same; everything else goes the usual way.
 */
final class SetLanguage extends XMLLanguageDriver {
    @Override
    public SqlSource createSqlSource(Configuration configuration, XNode script, @Nullable Class<?> parameterType) {
        SetStatement statement = SetStatement.parse(configuration, script);
        return statement != null ? statement : super.createSqlSource(configuration, script, parameterType);
    }

    @Override
    public ParameterHandler createParameterHandler(MappedStatement mapped, Object parameters, BoundSql bound) {
        return mapped.getSqlSource() instanceof SetStatement statement
                ? new SetParameters(statement, parameters)
                : super.createParameterHandler(mapped, parameters, bound);
    }

    private record SetParameters(SetStatement statement, Object parameters) implements ParameterHandler {
        @Override
        public Object getParameterObject() {
            return parameters;
        }

        @Override
        public void setParameters(PreparedStatement prepared) throws SQLException {
            statement.bind(prepared, (Map<?, ?>) parameters);
        }
    }
}
