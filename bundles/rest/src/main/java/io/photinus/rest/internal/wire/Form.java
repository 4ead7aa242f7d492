package io.photinus.rest.internal.wire;

import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** The check of url-encoded bodies; no operation of this release uses a field of one. */
final class Form {
    private Form() {}

    /**
     * @throws NodeProblem FF00250 for a repeated field or a broken escape
     */
    static void check(byte[] body) {
        Set<String> seen = new HashSet<>();
        for (String pair : new String(body, StandardCharsets.UTF_8).strip().split("&")) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            decode(pair.substring(equals + 1));
            if (!pair.isEmpty() && !seen.add(name)) {
                throw new NodeProblem(ErrorCode.FF00250, "field '" + name + "' stands there twice");
            }
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException brokenEscape) {
            throw new NodeProblem(ErrorCode.FF00250, brokenEscape, "invalid escape");
        }
    }
}
