package io.photinus.types.json;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON the way Go's {@code encoding/json} does (protocol 1.1, 1.2, 1.5). A record is written in the order
 * of its components. On input unknown fields are ignored, names match without case, the last duplicate wins, and
 * {@code null} leaves a field unset. Thread-safe.
 */
public final class Json {
    private Json() {}

    /** Writes a record, enum, collection, map, scalar, {@link RawJson} or {@link JsonObject}; no trailing newline. */
    public static String write(@Nullable Object value) {
        StringBuilder out = new StringBuilder(256);
        write(value, out);
        return out.toString();
    }

    /** The UTF-8 form of {@link #write(Object)}. */
    public static byte[] bytes(@Nullable Object value) {
        return write(value).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads one record; text after the first JSON value is ignored, as Go's decoder does.
     *
     * @throws JsonInputException when the text is not JSON or a field has another type; the message names the field
     */
    public static <T> T read(String text, Class<T> type) {
        return JsonReader.read(text, type);
    }

    /** Like {@link #read(String, Class)}, for UTF-8; a malformed byte becomes U+FFFD. */
    public static <T> T read(byte[] utf8, Class<T> type) {
        return read(new String(utf8, StandardCharsets.UTF_8), type);
    }

    /** Reads an array of records. */
    public static <T> List<T> readList(String text, Class<T> element) {
        return JsonReader.readList(text, element);
    }

    static void write(@Nullable Object value, StringBuilder out) {
        if (value == null) {
            out.append("null");
        } else if (value instanceof String text) {
            JsonText.quote(text, out);
        } else if (value instanceof RawJson raw) {
            out.append(raw.text());
        } else if (value instanceof Boolean || value instanceof Number || value instanceof JsonNumber) {
            out.append(value);
        } else if (value instanceof WireValue constant) {
            JsonText.quote(constant.wire(), out);
        } else if (value instanceof Instant time) {
            out.append('"').append(WireTime.format(time)).append('"');
        } else if (value instanceof Record record) {
            RecordShape.of(record.getClass()).write(record, out);
        } else if (value instanceof Collection<?> items) {
            writeArray(items, out);
        } else if (value instanceof JsonObject object) {
            writeMap(object.fields(), out);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map, out);
        } else {
            // UUID, Hash and other values whose text form is plain.
            JsonText.quote(value.toString(), out);
        }
    }

    private static void writeArray(Collection<?> items, StringBuilder out) {
        out.append('[');
        String separator = "";
        for (Object item : items) {
            out.append(separator);
            write(item, out);
            separator = ",";
        }
        out.append(']');
    }

    private static void writeMap(Map<?, ?> map, StringBuilder out) {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(separator);
            JsonText.quote(String.valueOf(entry.getKey()), out);
            out.append(':');
            write(entry.getValue(), out);
            separator = ",";
        }
        out.append('}');
    }
}
