package io.photinus.http.internal;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** What is kept of an upgrade request once it is over. */
record Handshake(
        String remoteAddress,
        String userAgent,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        Map<String, String> pathParameters) {

    static Handshake of(HttpServletRequest request, Map<String, String> pathParameters) {
        String agent = request.getHeader("User-Agent");
        return new Handshake(
                request.getRemoteAddr() + ":" + request.getRemotePort(),
                agent == null ? "" : agent,
                query(request.getQueryString()),
                headers(request),
                pathParameters);
    }

    static Map<String, List<String>> query(@Nullable String raw) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (String pair : (raw == null ? "" : raw).split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String key = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                found.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
            }
        }
        found.replaceAll((key, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(found);
    }

    private static Map<String, List<String>> headers(HttpServletRequest request) {
        Map<String, List<String>> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : Collections.list(request.getHeaderNames())) {
            found.put(name, List.copyOf(Collections.list(request.getHeaders(name))));
        }
        return Collections.unmodifiableMap(found);
    }

    /** A part with a broken escape is taken as it stands. */
    private static String decode(String part) {
        try {
            return URLDecoder.decode(part, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return part;
        }
    }
}
