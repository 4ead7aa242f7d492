package io.photinus.rest.internal.openapi;

import io.photinus.types.Hash;
import io.photinus.types.json.JsonObject;
import io.photinus.types.json.Opt;
import io.photinus.types.json.RawJson;
import io.photinus.types.json.WireName;
import io.photinus.types.json.WireValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** OpenAPI schemas of records, written out in place as FireFly's are. */
final class Schemas {
    private Schemas() {}

    /**
     * @param hidden dotted names of fields to leave out
     */
    static Map<String, Object> of(Class<?> type, Set<String> hidden) {
        return schema(type, "", hidden);
    }

    static Map<String, Object> listOf(Class<?> element) {
        return Map.of("items", of(element, Set.of()), "type", "array");
    }

    private static Map<String, Object> schema(Type generic, String path, Set<String> hidden) {
        Class<?> type = (Class<?>) (generic instanceof ParameterizedType shape ? shape.getRawType() : generic);
        Map<String, Object> schema = new TreeMap<>();
        if (type == List.class && generic instanceof ParameterizedType list) {
            schema.put("type", "array");
            schema.put("items", schema(list.getActualTypeArguments()[0], path, hidden));
        } else if (type.isRecord()) {
            record(type, path, hidden, schema);
        } else if (type.isEnum()) {
            schema.put("type", "string");
            schema.put(
                    "enum",
                    Arrays.stream(type.getEnumConstants())
                            .map(constant -> ((WireValue) constant).wire())
                            .toList());
        } else {
            scalar(type, schema);
        }
        return schema;
    }

    private static void scalar(Class<?> type, Map<String, Object> schema) {
        if (type == boolean.class) {
            schema.put("type", "boolean");
        } else if (type == int.class) {
            schema.put("type", "integer");
        } else if (type == long.class) {
            schema.put("type", "integer");
            schema.put("format", "int64");
        } else if (type == RawJson.class) {
            schema.put("type", "object");
            schema.put("additionalProperties", true);
            schema.put("nullable", true);
        } else if (type == JsonObject.class) {
            schema.put("type", "object");
            schema.put("additionalProperties", Map.of());
        } else {
            schema.put("type", "string");
            String format = type == UUID.class
                    ? "uuid"
                    : type == Hash.class ? "byte" : type == Instant.class ? "date-time" : "";
            if (!format.isEmpty()) {
                schema.put("format", format);
                schema.put("nullable", true);
            }
        }
    }

    private static void record(Class<?> type, String path, Set<String> hidden, Map<String, Object> schema) {
        Map<String, Object> properties = new TreeMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            WireName renamed = component.getAnnotation(WireName.class);
            String name = renamed == null ? component.getName() : renamed.value();
            String where = path.isEmpty() ? name : path + "." + name;
            if (!hidden.contains(where)) {
                Map<String, Object> property = schema(component.getGenericType(), where, hidden);
                if (component.getType().isRecord() && component.isAnnotationPresent(Opt.class)) {
                    property.put("nullable", true);
                }
                properties.put(name, property);
            }
        }
        schema.put("type", "object");
        if (properties.isEmpty()) {
            schema.put("additionalProperties", Map.of());
        } else {
            schema.put("properties", properties);
        }
    }
}
