package io.photinus.http.internal;

import java.util.List;
import java.util.Locale;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** Cross-origin policy. What it does not allow simply gets no header: the browser refuses, not the server. */
record Cors(
        boolean enabled,
        boolean credentials,
        List<String> headers,
        List<String> methods,
        List<String> origins,
        int maxAgeSeconds) {

    Cors {
        headers = List.copyOf(headers);
        methods = List.copyOf(methods);
        origins = List.copyOf(origins);
    }

    /** Adds the headers of the policy. A preflight is answered here and now: then this returns true. */
    boolean answers(HttpServletRequest request, HttpServletResponse response) {
        if (!enabled) {
            return false;
        }
        String origin = request.getHeader("Origin");
        String wanted = request.getHeader("Access-Control-Request-Method");
        if (request.getMethod().equals("OPTIONS") && wanted != null) {
            response.addHeader("Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
            preflight(origin, wanted, request.getHeader("Access-Control-Request-Headers"), response);
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return true;
        }
        response.addHeader("Vary", "Origin");
        if (origin != null && allowsOrigin(origin) && allowsMethod(request.getMethod())) {
            allow(origin, response);
        }
        return false;
    }

    private void preflight(
            @Nullable String origin, String method, @Nullable String names, HttpServletResponse response) {
        if (origin == null || !allowsOrigin(origin) || !allowsMethod(method) || !allowsHeaders(names)) {
            return;
        }
        allow(origin, response);
        response.setHeader("Access-Control-Allow-Methods", method.toUpperCase(Locale.ROOT));
        if (names != null && !names.isBlank()) {
            response.setHeader("Access-Control-Allow-Headers", names);
        }
        if (maxAgeSeconds > 0) {
            response.setHeader("Access-Control-Max-Age", Integer.toString(maxAgeSeconds));
        }
    }

    private void allow(String origin, HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Origin", origins.contains("*") ? "*" : origin);
        if (credentials) {
            response.setHeader("Access-Control-Allow-Credentials", "true");
        }
    }

    private boolean allowsMethod(String method) {
        return method.equalsIgnoreCase("OPTIONS") || methods.stream().anyMatch(method::equalsIgnoreCase);
    }

    private boolean allowsHeaders(@Nullable String names) {
        if (names == null || names.isBlank() || headers.contains("*")) {
            return true;
        }
        for (String name : names.split(",", -1)) {
            if (headers.stream().noneMatch(name.strip()::equalsIgnoreCase)) {
                return false;
            }
        }
        return true;
    }

    private boolean allowsOrigin(String origin) {
        return origins.stream().anyMatch(pattern -> matches(pattern, origin));
    }

    private static boolean matches(String pattern, String origin) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equalsIgnoreCase(origin);
        }
        String head = pattern.substring(0, star);
        String tail = pattern.substring(star + 1);
        return origin.length() >= head.length() + tail.length()
                && origin.regionMatches(true, 0, head, 0, head.length())
                && origin.regionMatches(true, origin.length() - tail.length(), tail, 0, tail.length());
    }
}
