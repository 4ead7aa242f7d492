package io.photinus.http.internal;

import java.time.Duration;
import java.util.List;

/** Checked configuration of one connector. */
record Settings(
        String name,
        String address,
        int port,
        long maxBodyBytes,
        Duration requestTimeout,
        Duration holdTimeout,
        int maxHeld,
        List<String> holdPaths,
        List<String> socketPaths,
        Duration drainTimeout,
        int maxThreads,
        int acceptQueue,
        int maxFrameBytes,
        long maxQueuedBytes,
        Cors cors) {

    Settings {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a connector needs a name");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port of connector " + name + " must be between 0 and 65535");
        }
        // Jetty itself takes some of the threads for accepting and selecting.
        positive(name, "maxThreads", maxThreads - 7);
        positive(name, "maxBodyBytes", maxBodyBytes);
        positive(name, "requestTimeout", requestTimeout.toMillis());
        positive(name, "holdTimeout", holdTimeout.toMillis());
        positive(name, "acceptQueue", acceptQueue);
        positive(name, "maxFrameBytes", maxFrameBytes);
        positive(name, "maxQueuedBytes", maxQueuedBytes);
        holdPaths = List.copyOf(holdPaths);
        socketPaths = List.copyOf(socketPaths);
    }

    static Settings of(ConnectorConfig config) {
        String name = config.name();
        return new Settings(
                name,
                config.address(),
                config.port(),
                config.maxBodyBytes(),
                Duration.ofMillis(config.requestTimeout()),
                Duration.ofMillis(config.holdTimeout()),
                config.maxHeld(),
                given(config.holdPaths(), defaultPaths(name, "/api")),
                given(config.socketPaths(), defaultPaths(name, "/ws", "/api")),
                Duration.ofMillis(config.drainTimeout()),
                config.maxThreads(),
                config.acceptQueue(),
                config.maxFrameBytes(),
                config.maxQueuedBytes(),
                new Cors(
                        config.cors_enabled(),
                        config.cors_credentials(),
                        List.of(config.cors_headers()),
                        List.of(config.cors_methods()),
                        List.of(config.cors_origins()),
                        config.cors_maxAge()));
    }

    /** Liveness is answered by the front door itself: it must not depend on any bundle that can go away. */
    boolean answersLiveness() {
        return name.equals("metrics");
    }

    boolean expectsSocket(String path) {
        return socketPaths.stream().anyMatch(prefix -> covers(prefix, path));
    }

    /** Whether a path is the prefix itself or lies below it. */
    static boolean covers(String prefix, String path) {
        return path.startsWith(prefix)
                && (path.length() == prefix.length() || prefix.endsWith("/") || path.charAt(prefix.length()) == '/');
    }

    private static List<String> defaultPaths(String name, String... api) {
        return switch (name) {
            case "api" -> List.of(api);
            case "spi" -> List.of("/spi");
            default -> List.of();
        };
    }

    private static List<String> given(String[] configured, List<String> otherwise) {
        return configured.length == 0 ? otherwise : List.of(configured);
    }

    private static void positive(String name, String key, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(key + " of connector " + name + " is too small");
        }
    }
}
