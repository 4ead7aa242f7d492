package io.photinus.persistence.sql;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.ibatis.type.TypeHandler;
import org.apache.ibatis.type.TypeHandlerRegistry;
import org.jspecify.annotations.Nullable;

/** Reads components of records by name, and knows how a value is bound. Thread-safe. */
final class Accessors {
    private static final Set<Class<?>> NUMBERS = Set.of(long.class, Long.class, int.class, Integer.class);

    /** Tied to the class, so a bundle that goes takes its accessors with it. */
    private static final ClassValue<Map<String, MethodHandle>> COMPONENTS = new ClassValue<>() {
        @Override
        protected Map<String, MethodHandle> computeValue(Class<?> type) {
            Map<String, MethodHandle> handles = new HashMap<>();
            for (RecordComponent component : type.getRecordComponents()) {
                Method accessor = component.getAccessor();
                accessor.setAccessible(true);
                try {
                    handles.put(
                            component.getName(),
                            MethodHandles.lookup()
                                    .unreflect(accessor)
                                    .asType(MethodType.methodType(Object.class, Object.class)));
                } catch (IllegalAccessException impossible) {
                    throw new IllegalStateException("an accessor that cannot be called: " + component, impossible);
                }
            }
            return handles;
        }
    };

    private static final ColumnForm<Number> WHOLE_NUMBER = new ColumnForm<>() {
        @Override
        public boolean number() {
            return true;
        }

        @Override
        public Object column(Number value) {
            return value.longValue();
        }
    };

    private final TypeHandlerRegistry types;

    Accessors(TypeHandlerRegistry types) {
        this.types = types;
    }

    @Nullable
    Object get(Object row, String component) {
        MethodHandle get = COMPONENTS.get(row.getClass()).get(component);
        if (get == null) {
            throw new IllegalArgumentException(
                    "no " + component + " in " + row.getClass().getSimpleName());
        }
        try {
            return (Object) get.invokeExact(row);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable impossible) {
            throw new IllegalStateException("an accessor that throws", impossible);
        }
    }

    @SuppressWarnings("unchecked") // the registry gives the handler of the value's own class
    TypeHandler<Object> handler(Object value) {
        Class<?> type = value instanceof List ? List.class : value.getClass();
        TypeHandler<?> handler = types.getTypeHandler(type);
        if (handler == null) {
            throw new IllegalArgumentException("no column form for " + type);
        }
        return (TypeHandler<Object>) handler;
    }

    @SuppressWarnings("unchecked") // the registry gives the handler of the type that was asked for
    ColumnForm<Object> form(Class<?> type) {
        ColumnForm<?> form = null;
        if (NUMBERS.contains(type)) {
            form = WHOLE_NUMBER;
        } else if (types.getTypeHandler(type) instanceof ColumnForm<?> known) {
            form = known;
        }
        if (form == null) {
            throw new IllegalArgumentException("no column form for sets of " + type);
        }
        return (ColumnForm<Object>) form;
    }
}
