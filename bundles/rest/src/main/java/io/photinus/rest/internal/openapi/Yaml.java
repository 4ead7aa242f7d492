package io.photinus.rest.internal.openapi;

import io.photinus.types.json.Json;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes maps, lists, texts, numbers and booleans as YAML in block style. */
final class Yaml {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9_/{}.-]*( [A-Za-z0-9_/{}.-]+)*");
    private static final Pattern RESERVED = Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n");

    private Yaml() {}

    static String write(Map<String, ?> document) {
        StringBuilder out = new StringBuilder(65_536);
        map(document, 0, false, out);
        return out.toString();
    }

    /**
     * @param started whether the line of the first entry has begun already, after a dash
     */
    private static void map(Map<?, ?> map, int indent, boolean started, StringBuilder out) {
        boolean first = started;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!first) {
                out.append(" ".repeat(indent));
            }
            first = false;
            out.append(scalar(entry.getKey())).append(':');
            nested(entry.getValue(), indent + 2, out);
        }
    }

    private static void nested(Object value, int indent, StringBuilder out) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            out.append('\n');
            map(map, indent, false, out);
        } else if (value instanceof Collection<?> items && !items.isEmpty()) {
            out.append('\n');
            items(items, indent, out);
        } else {
            out.append(' ').append(scalar(value)).append('\n');
        }
    }

    private static void items(Collection<?> items, int indent, StringBuilder out) {
        for (Object item : items) {
            out.append(" ".repeat(indent)).append('-');
            if (item instanceof Map<?, ?> map && !map.isEmpty()) {
                out.append(' ');
                map(map, indent + 2, true, out);
            } else {
                nested(item, indent + 2, out);
            }
        }
    }

    private static String scalar(Object value) {
        if (!(value instanceof String text)) {
            return value instanceof Map ? "{}" : value instanceof Collection ? "[]" : String.valueOf(value);
        }
        // A JSON text is a YAML text too.
        return PLAIN.matcher(text).matches() && !RESERVED.matcher(text).matches() ? text : Json.write(text);
    }
}
