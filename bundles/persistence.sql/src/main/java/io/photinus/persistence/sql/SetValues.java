package io.photinus.persistence.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.type.TypeHandler;
import org.jspecify.annotations.Nullable;

/** Finds the values of a statement by name and sets them. Thread-safe. */
final class SetValues {
    private final Accessors accessors;

    SetValues(Accessors accessors) {
        this.accessors = accessors;
    }

    /** A parameter of the statement, or a component of one. */
    @Nullable
    Object parameter(String name, Map<?, ?> parameters) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            return parameters.get(name);
        }
        Object record = parameters.get(name.substring(0, dot));
        return record == null ? null : accessors.get(record, name.substring(dot + 1));
    }

    /** A component of the element of a set, or the element itself, or a parameter. */
    @Nullable
    Object value(String item, Object element, String name, Map<?, ?> parameters) {
        if (name.equals(item)) {
            return element;
        }
        return name.startsWith(item + ".")
                ? accessors.get(element, name.substring(item.length() + 1))
                : parameter(name, parameters);
    }

    void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.NULL);
            return;
        }
        TypeHandler<Object> handler = accessors.handler(value);
        handler.setParameter(statement, index, value, null);
    }

    /** Sets parameters of the statement, in order; returns the number behind the last. */
    private int bindParameters(PreparedStatement statement, int index, List<String> names, Map<?, ?> parameters)
            throws SQLException {
        int next = index;
        for (String name : names) {
            bind(statement, next++, parameter(name, parameters));
        }
        return next;
    }

    /** Text that stands once. */
    record Once(SetValues access, String sql, List<String> values) implements SetPart {
        @Override
        public void append(StringBuilder text, Map<?, ?> parameters) {
            text.append(' ').append(sql);
        }

        @Override
        public int bind(PreparedStatement statement, int index, Map<?, ?> parameters) throws SQLException {
            return access.bindParameters(statement, index, values, parameters);
        }
    }

    /**
     * Text that stands once for each element of a set.
     *
     * @param collection the parameter that is the set
     * @param item the name of one element in it
     */
    record Repeated(
            SetValues access,
            String collection,
            String item,
            String open,
            String separator,
            String close,
            String sql,
            List<String> values)
            implements SetPart {
        @Override
        public void append(StringBuilder text, Map<?, ?> parameters) {
            text.append(' ').append(open);
            int times = SetPart.items(collection, parameters).size();
            for (int i = 0; i < times; i++) {
                text.append(i == 0 ? "" : separator).append(sql);
            }
            text.append(close);
        }

        @Override
        public int bind(PreparedStatement statement, int index, Map<?, ?> parameters) throws SQLException {
            int next = index;
            for (Object element : SetPart.items(collection, parameters)) {
                for (String name : values) {
                    access.bind(statement, next++, access.value(item, element, name, parameters));
                }
            }
            return next;
        }
    }

    /**
     * Text that stands once and takes the set as arrays, one for each column of it: the statement is the same for sets of
     * every size, so the database prepares and plans it once.
     *
     * @param before the values that are no elements, in order; they stand before the arrays
     */
    record Arrays(SetValues access, String collection, String sql, List<String> before, List<Column> columns)
            implements SetPart {
        @Override
        public void append(StringBuilder text, Map<?, ?> parameters) {
            text.append(' ').append(sql);
        }

        @Override
        public int bind(PreparedStatement statement, int index, Map<?, ?> parameters) throws SQLException {
            int next = access.bindParameters(statement, index, before, parameters);
            for (Column column : columns) {
                statement.setObject(next++, column.array(access, SetPart.items(collection, parameters)));
            }
            return next;
        }
    }

    /**
     * One column of a set.
     *
     * @param component the component of each element; empty for the element itself
     */
    record Column(String component, ColumnForm<Object> form) {
        private Object array(SetValues access, java.util.Collection<?> elements) {
            @Nullable Object[] array = form.number() ? new Long[elements.size()] : new String[elements.size()];
            int i = 0;
            for (Object element : elements) {
                Object value = component.isEmpty() ? element : access.accessors.get(element, component);
                array[i++] = value == null ? null : form.column(value);
            }
            return array;
        }

        String type() {
            return form.number() ? "bigint" : "text";
        }
    }
}
