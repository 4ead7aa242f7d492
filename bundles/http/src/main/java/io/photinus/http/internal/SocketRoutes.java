package io.photinus.http.internal;

import io.photinus.http.SocketEndpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The socket endpoints of one connector, best first. */
final class SocketRoutes {

    private final Runnable arrival;
    private volatile List<SocketRoute> routes = List.of();

    SocketRoutes(Runnable arrival) {
        this.arrival = arrival;
    }

    /** An endpoint that matches a path, and what the named groups of its expression matched. */
    record Match(SocketRoute route, Map<String, String> pathParameters) {}

    SocketRoute add(String expression, int ranking, SocketEndpoint endpoint) {
        var route = new SocketRoute(expression, ranking, endpoint);
        synchronized (this) {
            var more = new ArrayList<>(routes);
            more.add(route);
            more.sort(Comparator.comparingInt(SocketRoute::ranking).reversed());
            routes = List.copyOf(more);
        }
        arrival.run();
        return route;
    }

    /** Takes an endpoint out and closes its sockets. Does not wait for them. */
    void remove(SocketRoute route, int code, String reason) {
        synchronized (this) {
            routes = routes.stream().filter(other -> other != route).toList();
        }
        route.close(code, reason);
    }

    @Nullable
    Match match(String path) {
        for (SocketRoute route : routes) {
            Map<String, String> parameters = route.match(path);
            if (parameters != null) {
                return new Match(route, parameters);
            }
        }
        return null;
    }

    boolean isEmpty() {
        return routes.isEmpty();
    }
}
