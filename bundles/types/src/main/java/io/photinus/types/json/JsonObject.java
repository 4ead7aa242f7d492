package io.photinus.types.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A free-form JSON object (protocol 1.4). Immutable. Written with keys in the byte order of their UTF-8 form. Values are
 * null, String, Boolean, {@link JsonNumber}, {@link RawJson}, {@code List} or {@code JsonObject}. Numbers keep the spelling
 * in which they came.
 */
public final class JsonObject {
    private static final Comparator<String> UTF8_ORDER = JsonObject::compareUtf8;
    private static final JsonObject EMPTY = new JsonObject(new TreeMap<>(UTF8_ORDER));

    private final SortedMap<String, @Nullable Object> fields;

    private JsonObject(SortedMap<String, @Nullable Object> fields) {
        this.fields = Collections.unmodifiableSortedMap(fields);
    }

    public static JsonObject empty() {
        return EMPTY;
    }

    /** Copies a map; its values must be of the kinds that the class comment names, or records. */
    public static JsonObject of(Map<String, ? extends @Nullable Object> fields) {
        SortedMap<String, @Nullable Object> copy = new TreeMap<>(UTF8_ORDER);
        copy.putAll(fields);
        return new JsonObject(copy);
    }

    /** Parses an object; a null or blank text gives the empty object. */
    public static JsonObject parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return EMPTY;
        }
        if (JsonReader.tree(text) instanceof JsonObject object) {
            return object;
        }
        throw new JsonInputException("a JSON object is expected");
    }

    /** Returns a copy with one field set; a null value removes it. */
    public JsonObject with(String key, @Nullable Object value) {
        SortedMap<String, @Nullable Object> copy = new TreeMap<>(UTF8_ORDER);
        copy.putAll(fields);
        if (value == null) {
            copy.remove(key);
        } else {
            copy.put(key, value);
        }
        return new JsonObject(copy);
    }

    public SortedMap<String, @Nullable Object> fields() {
        return fields;
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    public @Nullable Object get(String key) {
        return fields.get(key);
    }

    /** The field as text; numbers and booleans are printed, anything else and a missing field give the empty text. */
    public String string(String key) {
        Object value = fields.get(key);
        return value instanceof String || value instanceof Boolean || value instanceof JsonNumber
                ? value.toString()
                : "";
    }

    /** The field as an object, or the empty object. */
    public JsonObject object(String key) {
        return fields.get(key) instanceof JsonObject object ? object : EMPTY;
    }

    /** The field as a whole number from a JSON number or a text (decimal or {@code 0x}), or null. */
    public @Nullable Long integer(String key) {
        String text = string(key).strip();
        if (text.isEmpty()) {
            return null;
        }
        try {
            return text.startsWith("0x")
                    ? new BigInteger(text.substring(2), 16).longValueExact()
                    : new BigDecimal(text).longValueExact();
        } catch (NumberFormatException | ArithmeticException notWhole) {
            return null;
        }
    }

    private static int compareUtf8(String a, String b) {
        int n = Math.min(a.length(), b.length());
        for (int i = 0; i < n; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // UTF-16 order differs from UTF-8 order only between surrogates and U+E000..U+FFFF.
                boolean sx = Character.isSurrogate(x);
                boolean sy = Character.isSurrogate(y);
                return sx == sy ? Character.compare(x, y) : sx ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonObject object && object.fields.equals(fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    /** The JSON text. */
    @Override
    public String toString() {
        return Json.write(this);
    }
}
