package io.photinus.persistence.sql;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.apache.ibatis.reflection.factory.DefaultObjectFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes records by their canonical constructor. MyBatis's own way looks the constructor up for every row and, as our rows
 * are not public, is refused once for every row.
 */
final class RecordFactory extends DefaultObjectFactory {
    private static final ClassValue<MethodHandle> CONSTRUCTORS = new ClassValue<>() {
        @Override
        protected MethodHandle computeValue(Class<?> type) {
            Class<?>[] parameters = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
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
    };

    @Override
    public <T> T create(Class<T> type, @Nullable List<Class<?>> parameters, @Nullable List<Object> arguments) {
        if (!type.isRecord() || arguments == null) {
            return super.create(type, parameters, arguments);
        }
        try {
            return type.cast((Object) CONSTRUCTORS.get(type).invokeExact(arguments.toArray()));
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable checked) {
            throw new IllegalStateException("a record constructor that throws: " + type, checked);
        }
    }
}
