package io.photinus.http.internal;

import io.photinus.http.PlainPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.servlet.http.HttpServletResponse;

/** The answers that the front door gives itself. */
final class Answers {

    private Answers() {}

    /** Sends {@code {"error": message}}. */
    static void error(HttpServletResponse response, int status, String message) throws IOException {
        send(response, status, "application/json", "{\"error\":\"" + escape(message) + "\"}");
    }

    static void notFound(HttpServletResponse response) throws IOException {
        error(response, HttpServletResponse.SC_NOT_FOUND, "FF10109: Not found");
    }

    static void page(HttpServletResponse response, PlainPage page) throws IOException {
        send(response, HttpServletResponse.SC_OK, page.contentType(), page.content());
    }

    static void tooLarge(HttpServletResponse response, long limit) throws IOException {
        // The rest of the body is not worth reading.
        response.setHeader("Connection", "close");
        error(
                response,
                HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                "Request body is larger than " + limit + " bytes");
    }

    static void unavailable(HttpServletResponse response, String missing) throws IOException {
        response.setHeader("Retry-After", "1");
        error(
                response,
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "FF10446: Not started: " + missing + " is away at the moment");
    }

    private static void send(HttpServletResponse response, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    static String escape(String text) {
        var out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20 || c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
