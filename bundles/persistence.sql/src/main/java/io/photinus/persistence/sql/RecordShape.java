package io.photinus.persistence.sql;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.ibatis.type.TypeHandler;
import org.apache.ibatis.type.TypeHandlerRegistry;
import org.jspecify.annotations.Nullable;

/** How the rows of one statement become records. Thread-safe. */
final class RecordShape {
    private final MethodHandle constructor;
    private final TypeHandler<?>[] handlers;
    /** For each component the number of its column. */
    private final int[] columns;

    private RecordShape(MethodHandle constructor, TypeHandler<?>[] handlers, int[] columns) {
        this.constructor = constructor;
        this.handlers = handlers;
        this.columns = columns;
    }

    /**
     * @param labels the columns of the statement, in order
     * @throws IllegalStateException when a component has no column
     */
    static RecordShape of(Class<?> type, List<String> labels, TypeHandlerRegistry types) {
        RecordComponent[] components = type.getRecordComponents();
        TypeHandler<?>[] handlers = new TypeHandler<?>[components.length];
        int[] columns = new int[components.length];
        for (int i = 0; i < components.length; i++) {
            String column = column(components[i]);
            handlers[i] = types.getTypeHandler(components[i].getType());
            columns[i] = labels.indexOf(column) + 1;
            if (columns[i] == 0 || handlers[i] == null) {
                throw new IllegalStateException(type.getSimpleName() + " cannot be filled: no column " + column
                        + ", or no handler for " + components[i].getType());
            }
        }
        return new RecordShape(constructor(type, components), handlers, columns);
    }

    /** The name of the column that fills a component. */
    static String column(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
        Class<?>[] parameters =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(parameters);
            canonical.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflectConstructor(canonical)
                    .asSpreader(Object[].class, parameters.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("a record without its canonical constructor: " + type, impossible);
        }
    }

    Object read(ResultSet row) throws SQLException {
        @Nullable Object[] values = new Object[columns.length];
        for (int i = 0; i < columns.length; i++) {
            values[i] = handlers[i].getResult(row, columns[i]);
        }
        try {
            return (Object) constructor.invokeExact(values);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable checked) {
            throw new IllegalStateException("a record constructor that throws", checked);
        }
    }
}
