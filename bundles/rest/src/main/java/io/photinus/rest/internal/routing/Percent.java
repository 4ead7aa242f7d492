package io.photinus.rest.internal.routing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Percent encoding. */
final class Percent {
    private static final String KEPT = "-_.~:";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private Percent() {}

    /**
     * Decodes the escapes of a text.
     *
     * @param plus what a {@code +} stands for: itself in a path, a space in a query
     * @return null for a broken escape
     */
    static @Nullable String decode(String text, char plus) {
        if (text.indexOf('%') < 0) {
            return plus == '+' ? text : text.replace('+', plus);
        }
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            if (in[i] == '%') {
                int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
                int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    return null;
                }
                out.write(high << 4 | low);
                i += 2;
            } else {
                out.write(in[i] == '+' ? plus : in[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Appends a text so that it is one segment of a path, whatever it holds. */
    static void encode(String text, StringBuilder out) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || KEPT.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append(HEX[c >> 4]).append(HEX[c & 0xf]);
            }
        }
    }
}
