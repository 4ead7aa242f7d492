package io.photinus.http.internal;

import io.photinus.http.SocketEndpoint;
import io.photinus.http.SocketListener;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One endpoint with its open sockets. */
final class SocketRoute {

    private static final Pattern GROUP_NAME = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");

    private final Pattern pattern;
    private final Set<String> groups = new LinkedHashSet<>();
    private final int ranking;
    private final SocketEndpoint endpoint;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Farewell farewell;

    private record Farewell(int code, String reason) {}

    SocketRoute(String expression, int ranking, SocketEndpoint endpoint) {
        this.pattern = Pattern.compile(expression);
        this.ranking = ranking;
        this.endpoint = endpoint;
        Matcher names = GROUP_NAME.matcher(expression);
        while (names.find()) {
            groups.add(names.group(1));
        }
    }

    int ranking() {
        return ranking;
    }

    @Nullable
    Map<String, String> match(String path) {
        Matcher matcher = pattern.matcher(path);
        if (!matcher.matches()) {
            return null;
        }
        Map<String, String> parameters = new HashMap<>();
        for (String group : groups) {
            String value = matcher.group(group);
            if (value != null) {
                parameters.put(group, value);
            }
        }
        return Map.copyOf(parameters);
    }

    SocketListener open(Socket socket) {
        return endpoint.open(socket);
    }

    /** A socket that comes after the endpoint has gone is closed at once. */
    void opened(Socket socket) {
        open.add(socket);
        Farewell gone = farewell;
        if (gone != null) {
            socket.close(gone.code(), gone.reason());
        }
    }

    void closed(Socket socket) {
        open.remove(socket);
    }

    void close(int code, String reason) {
        farewell = new Farewell(code, reason);
        open.forEach(socket -> socket.close(code, reason));
    }
}
