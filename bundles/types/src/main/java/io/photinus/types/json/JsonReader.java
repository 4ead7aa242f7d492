package io.photinus.types.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.photinus.types.Hash;
import io.photinus.types.Ids;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The reading half of the codec: a streaming parser that also yields the source text of raw values. */
final class JsonReader {
    /**
     * As deep as Go's decoder goes: members must agree which documents exist. Nothing else of a document is limited here;
     * its size is, where it comes in.
     */
    private static final int MAX_DEPTH = 10_000;

    /** A tree is built, written and compared by recursion, so it must not be as deep as a text may be. */
    private static final int MAX_TREE_DEPTH = 500;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            // Names come from strangers; they must not end up in the JVM's table of interned texts.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final String source;
    private final JsonParser parser;

    private JsonReader(String source) throws IOException {
        this.source = source;
        this.parser = FACTORY.createParser(source);
    }

    static <T> T read(String text, Class<T> type) {
        return parse(text, reader -> {
            JsonToken first = reader.next();
            Object value = reader.value(first, type, type, "");
            if (value == null) {
                throw new JsonInputException("null where an object is expected");
            }
            return type.cast(value);
        });
    }

    static <T> List<T> readList(String text, Class<T> element) {
        return parse(text, reader -> {
            List<T> items = new ArrayList<>();
            for (Object item : reader.array(reader.next(), element, "")) {
                if (item == null) {
                    throw new JsonInputException("null inside the array");
                }
                items.add(element.cast(item));
            }
            return items;
        });
    }

    /** Accepts exactly one JSON document, or throws. */
    static void check(String text) {
        parse(text, reader -> {
            reader.next();
            reader.parser.skipChildren();
            reader.end();
            return text;
        });
    }

    static @Nullable Object tree(String text) {
        Object[] holder = parse(text, reader -> {
            Object[] value = {reader.free(reader.next(), 0)};
            reader.end();
            return value;
        });
        return holder[0];
    }

    private interface Step<T> {
        T apply(JsonReader reader) throws IOException;
    }

    private static <T> T parse(String text, Step<T> step) {
        try {
            JsonReader reader = new JsonReader(text);
            try (reader.parser) {
                return step.apply(reader);
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException malformed) {
            throw new JsonInputException("invalid JSON: " + withoutSource(malformed.getOriginalMessage()), malformed);
        } catch (IOException malformed) {
            throw new JsonInputException("invalid JSON", malformed);
        }
    }

    /** The parser adds where a value started; of its notes on that, only line and column help whoever sent the text. */
    private static String withoutSource(String message) {
        return message.replaceAll("\\[Source: [^;\\]]*; ([^\\]]*)\\]", "$1");
    }

    private JsonToken next() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new JsonInputException("EOF");
        }
        return token;
    }

    private void end() throws IOException {
        if (parser.nextToken() != null) {
            throw new JsonInputException("invalid JSON: text after the end of the value");
        }
    }

    private @Nullable Object value(JsonToken token, Class<?> type, Type generic, String path) throws IOException {
        if (type == RawJson.class) {
            return raw(token);
        }
        if (token == JsonToken.VALUE_NULL) {
            return zero(type);
        }
        if (type.isRecord()) {
            return record(token, type, path);
        }
        if (type == String.class) {
            return text(token, path);
        }
        if (type == UUID.class) {
            return Ids.parseOrNull(text(token, path));
        }
        if (type == Hash.class) {
            return Hash.parseOrNull(text(token, path));
        }
        if (type == Instant.class) {
            return WireTime.parse(text(token, path));
        }
        if (type == boolean.class || type == Boolean.class) {
            expect(token.isBoolean(), path, "a boolean");
            return parser.getBooleanValue();
        }
        if (type == long.class || type == Long.class) {
            return integer(token, path);
        }
        if (type == int.class || type == Integer.class) {
            long number = integer(token, path);
            expect(number == (int) number, path, "a 32-bit integer");
            return (int) number;
        }
        if (type == List.class) {
            Type element = ((ParameterizedType) generic).getActualTypeArguments()[0];
            return array(token, element, path);
        }
        if (type == JsonObject.class) {
            expect(token == JsonToken.START_OBJECT, path, "an object");
            return free(token, 0);
        }
        if (type.isEnum()) {
            return constant(text(token, path), type, path);
        }
        throw new IllegalStateException("no JSON form for " + type);
    }

    private Object record(JsonToken token, Class<?> type, String path) throws IOException {
        expect(token == JsonToken.START_OBJECT, path, "an object");
        RecordShape shape = RecordShape.of(type);
        RecordShape.Field[] fields = shape.fields();
        @Nullable Object[] values = new Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            values[i] = zero(fields[i].type());
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken start = next();
            int index = shape.indexOf(name);
            if (index < 0) {
                parser.skipChildren();
                continue;
            }
            RecordShape.Field field = fields[index];
            String where = path.isEmpty() ? field.name() : path + "." + field.name();
            Object value = value(start, field.type(), field.genericType(), where);
            if (start != JsonToken.VALUE_NULL) {
                values[index] = value == null ? values[index] : value;
            } else if (isPointer(field)) {
                // After an earlier duplicate of the field, a null clears what Go holds by pointer and nothing else.
                values[index] = null;
            }
        }
        return shape.create(values);
    }

    /** Whether Go holds the field by pointer, map or slice; a record that is never left out is a struct there. */
    private static boolean isPointer(RecordShape.Field field) {
        Class<?> type = field.type();
        return !type.isPrimitive() && type != String.class && !type.isEnum() && (!type.isRecord() || field.omitEmpty());
    }

    private List<@Nullable Object> array(JsonToken token, Type element, String path) throws IOException {
        expect(token == JsonToken.START_ARRAY, path, "an array");
        Class<?> type = (Class<?>) element;
        List<@Nullable Object> items = new ArrayList<>();
        for (JsonToken item = next(); item != JsonToken.END_ARRAY; item = next()) {
            items.add(value(item, type, element, path + "[]"));
        }
        return items;
    }

    private @Nullable RawJson raw(JsonToken token) throws IOException {
        int from = (int) parser.currentTokenLocation().getCharOffset();
        if (token.isStructStart()) {
            parser.skipChildren();
        } else {
            parser.finishToken();
        }
        int to = (int) parser.currentLocation().getCharOffset();
        return RawJson.ofValid(source.substring(from, to));
    }

    private @Nullable Object free(JsonToken token, int depth) throws IOException {
        if (depth > MAX_TREE_DEPTH) {
            throw new JsonInputException("nested more than " + MAX_TREE_DEPTH + " deep");
        }
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getText());
            case START_ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                for (JsonToken item = next(); item != JsonToken.END_ARRAY; item = next()) {
                    items.add(free(item, depth + 1));
                }
                yield items;
            }
            case START_OBJECT -> {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    fields.put(name, free(next(), depth + 1));
                }
                yield JsonObject.of(fields);
            }
            default -> throw new JsonInputException("invalid JSON: unexpected " + token);
        };
    }

    private String text(JsonToken token, String path) throws IOException {
        expect(token == JsonToken.VALUE_STRING, path, "a string");
        return parser.getText();
    }

    private long integer(JsonToken token, String path) throws IOException {
        expect(token == JsonToken.VALUE_NUMBER_INT, path, "an integer");
        try {
            return Long.parseLong(parser.getText());
        } catch (NumberFormatException tooLong) {
            throw new JsonInputException("field " + path + ": a 64-bit integer is expected", tooLong);
        }
    }

    private static @Nullable Object constant(String text, Class<?> type, String path) {
        if (text.isEmpty()) {
            return null;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        for (Object constant : type.getEnumConstants()) {
            if (((WireValue) constant).wire().toLowerCase(Locale.ROOT).equals(lower)) {
                return constant;
            }
        }
        throw new JsonInputException("field " + path + ": unknown value '" + shorten(text) + "'");
    }

    private static void expect(boolean ok, String path, String what) {
        if (!ok) {
            throw new JsonInputException((path.isEmpty() ? "" : "field " + path + ": ") + what + " is expected");
        }
    }

    private static String shorten(String text) {
        return text.length() <= 64 ? text : text.substring(0, 64) + "…";
    }

    private static @Nullable Object zero(Class<?> type) {
        if (type == boolean.class) {
            return Boolean.FALSE;
        }
        if (type == long.class) {
            return 0L;
        }
        return type == int.class ? Integer.valueOf(0) : null;
    }
}
