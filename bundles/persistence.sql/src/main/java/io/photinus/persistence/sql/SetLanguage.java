package io.photinus.persistence.sql;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.ibatis.annotations.Param;
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
 * Statements whose only dynamic element is {@code foreach} are taken apart once instead, and bound in place; on PostgreSQL
 * the sets become arrays. What they mean is the same; everything else goes the usual way.
 */
final class SetLanguage extends XMLLanguageDriver {
    private final Map<String, Class<?>> mappers;
    private final boolean arrays;

    SetLanguage(List<Class<?>> mappers, String dialect) {
        this.mappers = mappers.stream().collect(Collectors.toUnmodifiableMap(Class::getName, Function.identity()));
        this.arrays = dialect.equals("postgres");
    }

    @Override
    public SqlSource createSqlSource(Configuration configuration, XNode script, @Nullable Class<?> parameterType) {
        Accessors accessors = new Accessors(configuration.getTypeHandlerRegistry());
        List<SetPart> parts =
                new SetParser(accessors, arrays, parameter -> elementType(script, parameter)).parse(script);
        return parts != null
                ? new SetStatement(configuration, parts)
                : super.createSqlSource(configuration, script, parameterType);
    }

    /** What the mapper's method says is in a set, so that a statement's text does not depend on its values. */
    private Class<?> elementType(XNode script, String parameter) {
        String id = script.getStringAttribute("id");
        Class<?> mapper = mappers.get(script.getParent().getStringAttribute("namespace"));
        if (mapper != null) {
            for (Method method : mapper.getDeclaredMethods()) {
                if (method.getName().equals(id)) {
                    for (Parameter declared : method.getParameters()) {
                        Param name = declared.getAnnotation(Param.class);
                        if (name != null && name.value().equals(parameter)) {
                            return element(declared.getParameterizedType());
                        }
                    }
                }
            }
        }
        throw new IllegalStateException("statement " + id + " has no parameter " + parameter);
    }

    private static Class<?> element(Type set) {
        if (set instanceof ParameterizedType generic && generic.getActualTypeArguments()[0] instanceof Class<?> type) {
            return type;
        }
        throw new IllegalStateException("a set of what is not known: " + set);
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
