package io.photinus.types.json;

/** How Go's {@code encoding/json} writes a string (protocol 1.1). */
final class JsonText {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private JsonText() {}

    static void quote(String text, StringBuilder out) {
        out.append('"');
        int length = text.length();
        int from = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (plain(c)) {
                continue;
            }
            if (Character.isSurrogate(c)) {
                if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                    continue;
                }
                // A lone surrogate has no UTF-8 form; a Go peer holds U+FFFD in its place.
                out.append(text, from, i).append('\ufffd');
                from = i + 1;
                continue;
            }
            out.append(text, from, i);
            escape(c, out);
            from = i + 1;
        }
        out.append(text, from, length).append('"');
    }

    private static boolean plain(char c) {
        return c >= 0x20
                && c != '"'
                && c != '\\'
                && c != '<'
                && c != '>'
                && c != '&'
                && c != '\u2028'
                && c != '\u2029'
                && !Character.isSurrogate(c);
    }

    /** Writes the escape of one character that must not stand raw in Go's output. */
    static void escape(char c, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default ->
                out.append("\\u")
                        .append(HEX[c >> 12 & 0xf])
                        .append(HEX[c >> 8 & 0xf])
                        .append(HEX[c >> 4 & 0xf])
                        .append(HEX[c & 0xf]);
        }
    }
}
