package io.photinus.types.json;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the codec knows of a record class: its components in order, how to read each, and its constructor. */
final class RecordShape {
    /** Tied to the class, so a bundle that goes takes its shapes with it. */
    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return new RecordShape(type);
        }
    };

    /** One component. {@code key} is the quoted name with its colon, ready to be written. */
    record Field(String name, String key, boolean omitEmpty, Class<?> type, Type genericType, MethodHandle get) {}

    private final Class<?> type;
    private final Field[] fields;
    private final Map<String, Integer> byName = new HashMap<>();
    private final MethodHandle constructor;

    private RecordShape(Class<?> type) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        this.fields = Arrays.stream(components).map(RecordShape::field).toArray(Field[]::new);
        for (int i = 0; i < fields.length; i++) {
            byName.put(fields[i].name(), i);
            byName.putIfAbsent(fields[i].name().toLowerCase(Locale.ROOT), i);
        }
        Class<?>[] parameters =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(parameters);
            canonical.setAccessible(true);
            this.constructor = MethodHandles.lookup()
                    .unreflectConstructor(canonical)
                    .asSpreader(Object[].class, parameters.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("a record without its canonical constructor: " + type, impossible);
        }
    }

    static RecordShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    private static Field field(RecordComponent component) {
        WireName renamed = component.getAnnotation(WireName.class);
        String name = renamed == null ? component.getName() : renamed.value();
        StringBuilder key = new StringBuilder();
        JsonText.quote(name, key);
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            MethodHandle get = MethodHandles.lookup()
                    .unreflect(accessor)
                    .asType(MethodType.methodType(Object.class, Object.class));
            return new Field(
                    name,
                    key.append(':').toString(),
                    component.isAnnotationPresent(Opt.class),
                    component.getType(),
                    component.getGenericType(),
                    get);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException("a record accessor that cannot be called: " + component, impossible);
        }
    }

    Field[] fields() {
        return fields;
    }

    /** The index of the component that this JSON name means, or -1. */
    int indexOf(String name) {
        Integer exact = byName.get(name);
        if (exact == null) {
            exact = byName.get(name.toLowerCase(Locale.ROOT));
        }
        return exact == null ? -1 : exact;
    }

    void write(Record record, StringBuilder out) {
        out.append('{');
        boolean first = true;
        for (Field field : fields) {
            Object value = get(field, record);
            if (field.omitEmpty() && empty(value)) {
                continue;
            }
            if (!first) {
                out.append(',');
            }
            first = false;
            out.append(field.key());
            Json.write(value, out);
        }
        out.append('}');
    }

    private static @Nullable Object get(Field field, Record record) {
        try {
            return (Object) field.get().invokeExact((Object) record);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable impossible) {
            throw new IllegalStateException("a record accessor that throws", impossible);
        }
    }

    private static boolean empty(@Nullable Object value) {
        return value == null
                || value instanceof String text && text.isEmpty()
                || value instanceof Boolean flag && !flag
                || value instanceof Number number && number.doubleValue() == 0
                || value instanceof Collection<?> items && items.isEmpty()
                || value instanceof JsonObject object && object.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty();
    }

    Object create(@Nullable Object[] values) {
        try {
            return (Object) constructor.invokeExact(values);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable checked) {
            throw new IllegalStateException("a record constructor that throws: " + type, checked);
        }
    }
}
