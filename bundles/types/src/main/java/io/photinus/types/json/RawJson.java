package io.photinus.types.json;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A JSON document kept as text (protocol 1.3, JSONAny): white space outside strings is gone and {@code < > &}, U+2028 and
 * U+2029 are escaped; key order, duplicate keys, number spelling and existing escapes stay exactly as they were sent. Its
 * hash is the SHA-256 of this text. Never holds the document {@code null}: that is a null reference.
 */
public final class RawJson {
    private final String text;

    private RawJson(String text) {
        this.text = text;
    }

    /**
     * Parses and normalises a document.
     *
     * @return null for the document {@code null}
     * @throws JsonInputException when the text is not exactly one JSON document
     */
    public static @Nullable RawJson parse(String source) {
        JsonReader.check(source);
        return ofValid(source);
    }

    /** Like {@link #parse}, for text that must not be {@code null}. */
    public static RawJson require(String source) {
        RawJson value = parse(source);
        if (value == null) {
            throw new JsonInputException("null is not allowed here");
        }
        return value;
    }

    /** Writes a record, list, map or scalar in Go's form and keeps that text. */
    public static RawJson of(Object value) {
        return new RawJson(Json.write(value));
    }

    /** Normalises text that a parser has already accepted. */
    static @Nullable RawJson ofValid(String source) {
        String text = normalise(source);
        return text.equals("null") ? null : new RawJson(text);
    }

    /** Wraps text that was normalised before, such as a database column written from {@link #text()}. */
    public static RawJson trusted(String normalised) {
        return new RawJson(Objects.requireNonNull(normalised));
    }

    private static String normalise(String source) {
        int length = source.length();
        int i = 0;
        boolean inString = false;
        // Most values come from machines and are normal already: look before copying.
        while (i < length && !mustChange(source.charAt(i), inString)) {
            char c = source.charAt(i);
            if (c == '"') {
                inString = !inString;
            } else if (c == '\\') {
                i++;
            }
            i++;
        }
        if (i >= length) {
            return source;
        }
        StringBuilder out = new StringBuilder(length + 16).append(source, 0, i);
        for (; i < length; i++) {
            char c = source.charAt(i);
            if (mustChange(c, inString)) {
                if (!isSpace(c)) {
                    JsonText.escape(c, out);
                }
                continue;
            }
            out.append(c);
            if (c == '"') {
                inString = !inString;
            } else if (c == '\\') {
                out.append(source.charAt(++i));
            }
        }
        return out.toString();
    }

    private static boolean mustChange(char c, boolean inString) {
        return switch (c) {
            case '<', '>', '&', '\u2028', '\u2029' -> true;
            case ' ', '\t', '\r', '\n' -> !inString;
            default -> false;
        };
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    /** The normalised text. */
    public String text() {
        return text;
    }

    /** The value as Java objects: {@link JsonObject} for objects, lists, strings, booleans, {@link JsonNumber}. */
    public @Nullable Object tree() {
        return JsonReader.tree(text);
    }

    /** The value as an object, or null when it is something else. */
    public @Nullable JsonObject asObject() {
        return tree() instanceof JsonObject object ? object : null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RawJson raw && raw.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
