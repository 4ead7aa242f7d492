package io.photinus.rest.internal.wire;

import io.photinus.types.Hash;
import io.photinus.types.Ids;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.UUID;
import java.util.function.Function;
import javax.ws.rs.ext.ParamConverter;
import javax.ws.rs.ext.ParamConverterProvider;
import org.jspecify.annotations.Nullable;

/** Reads ids, hashes and flags out of paths and queries; what they refuse is a problem with FireFly's code. */
public final class Parameters implements ParamConverterProvider {
    @Override
    @SuppressWarnings("unchecked") // each branch has compared the class
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        if (type == UUID.class) {
            return (ParamConverter<T>) new Reading<>(Ids::parse);
        }
        if (type == Hash.class) {
            return (ParamConverter<T>) new Reading<>(Hash::parse);
        }
        if (type == boolean.class) {
            return (ParamConverter<T>) new Reading<>(Parameters::flag);
        }
        return null;
    }

    /** A flag is set by {@code true} in any case, or by its name alone (api 0, trap 4). */
    public static boolean flag(@Nullable String text) {
        return text != null && (text.isEmpty() || text.equalsIgnoreCase("true"));
    }

    private record Reading<V>(Function<String, V> read) implements ParamConverter<V> {
        @Override
        public V fromString(String text) {
            return read.apply(text);
        }

        @Override
        public String toString(V value) {
            return String.valueOf(value);
        }
    }
}
