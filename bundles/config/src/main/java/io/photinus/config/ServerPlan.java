package io.photinus.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Turns the sections of the listeners (api 1, 9.5) and of the embedded ledger into configurations. */
final class ServerPlan {
    static final String HTTP_FACTORY = "io.photinus.http";
    static final String LEDGER_FACTORY = "io.photinus.ledger.server";
    static final String REST_PID = "io.photinus.rest";

    private static final int MAX_PORT = 65535;

    private final Settings settings;
    private final Map<String, String> takenBy = new HashMap<>();
    private final List<PlannedConfiguration> configurations = new ArrayList<>();

    /** @throws BadSetting for a value of another kind, or two listeners on one port */
    ServerPlan(Settings settings) {
        this.settings = settings;
        Map<String, Object> api = server("api", settings.section("http"), true);
        configurations.add(new PlannedConfiguration(HTTP_FACTORY, "api", api));
        configurations.add(new PlannedConfiguration(
                HTTP_FACTORY,
                "spi",
                server("spi", settings.section("spi"), settings.section("spi").flag("enabled"))));
        configurations.add(metrics());
        ledger();
        configurations.add(rest(api));
    }

    List<PlannedConfiguration> configurations() {
        return configurations;
    }

    private PlannedConfiguration metrics() {
        // The older section serves unless the newer one is on.
        boolean newer = settings.flag("monitoring.enabled");
        Settings section = settings.section(newer ? "monitoring" : "metrics");
        Map<String, Object> properties = server("metrics", section, newer || section.flag("enabled"));
        properties.put("path", section.text(newer ? "metricsPath" : "path"));
        return new PlannedConfiguration(HTTP_FACTORY, "metrics", properties);
    }

    private Map<String, Object> server(String name, Settings section, boolean enabled) {
        Map<String, Object> properties = new LinkedHashMap<>();
        String address = section.text("address");
        int port = section.integer("port", 0, MAX_PORT);
        if (enabled) {
            take(section, address, port);
            requireNoGuard(section);
        }
        properties.put("name", name);
        properties.put("enabled", enabled);
        properties.put("address", address);
        properties.put("port", port);
        properties.put("publicURL", publicUrl(section, address, port));
        properties.put("requestTimeout", settings.millis("api.requestTimeout"));
        properties.put("requestMaxTimeout", settings.millis("api.requestMaxTimeout"));
        for (String timeout : List.of("readTimeout", "writeTimeout", "shutdownTimeout")) {
            properties.put(timeout, section.millis(timeout));
        }
        limits(section, properties);
        put(properties, settings, key -> key.startsWith("cors."));
        return properties;
    }

    /** Never serves everybody, in clear text, what its owner wanted guarded. */
    private static void requireNoGuard(Settings section) {
        String auth = section.text("auth.type");
        if (!auth.isEmpty()) {
            throw new BadSetting(section.key("auth.type") + " is '" + auth
                    + "', but this node cannot authenticate yet; remove the key and put a proxy in front");
        }
        if (section.flag("tls.enabled")) {
            throw new BadSetting(section.key("tls.enabled")
                    + " is true, but this node cannot serve TLS yet; remove the key and put a proxy in front");
        }
    }

    private static void limits(Settings section, Map<String, Object> properties) {
        for (String key : List.of("maxBodyBytes", "maxFrameBytes", "maxQueuedBytes")) {
            if (section.has(key)) {
                properties.put(key, section.bytes(key));
            }
        }
        for (String key : List.of("maxThreads", "acceptQueue", "maxHeld")) {
            if (section.has(key)) {
                properties.put(key, section.integer(key, 1, Integer.MAX_VALUE));
            }
        }
        for (String key : List.of("holdTimeout", "drainTimeout")) {
            if (section.has(key)) {
                properties.put(key, section.millis(key));
            }
        }
    }

    private void take(Settings section, String address, int port) {
        String key = section.key("port");
        String other = port == 0 ? null : takenBy.put(address + ":" + port, key);
        if (other != null) {
            throw new BadSetting(key, String.valueOf(port), "a port other than that of " + other);
        }
    }

    private static String publicUrl(Settings section, String address, int port) {
        String configured = section.text("publicURL").strip();
        if (!configured.isEmpty()) {
            return configured.replaceAll("/+$", "");
        }
        // A port that the system chooses is known to the listener only.
        String host = address.contains(":") ? "[" + address + "]" : address;
        return port == 0 ? "" : "http://" + host + ":" + port;
    }

    private void ledger() {
        Settings ledger = settings.section("ledger");
        if (!ledger.flag("enabled")) {
            return;
        }
        take(ledger, ledger.text("address"), ledger.integer("port", 0, MAX_PORT));
        Map<String, Object> absolute = new LinkedHashMap<>();
        put(absolute, settings, key -> key.startsWith("ledger.") && !key.equals("ledger.enabled"));
        Map<String, Object> properties = new LinkedHashMap<>();
        absolute.forEach((key, value) -> properties.put(key.substring("ledger.".length()), value));
        configurations.add(new PlannedConfiguration(LEDGER_FACTORY, "ledger", properties));
    }

    private PlannedConfiguration rest(Map<String, Object> api) {
        Map<String, Object> properties = new LinkedHashMap<>();
        put(properties, settings, key -> key.startsWith("api."));
        properties.put("namespaces.default", settings.text("namespaces.default"));
        properties.put("publicURL", api.getOrDefault("publicURL", ""));
        return new PlannedConfiguration(REST_PID, null, properties);
    }

    /** Copies known keys as typed values: durations as Long milliseconds, sizes as Long bytes, lists as String[]. */
    static void put(Map<String, Object> into, Settings settings, Predicate<String> wanted) {
        for (Catalogue.Key key : settings.catalogue().keys()) {
            String name = key.pattern();
            boolean optional = key.defaultValue() == null
                    && List.of("int", "float", "duration", "bytes", "count").contains(key.type());
            if (name.contains("[]") || !wanted.test(name) || optional && !settings.has(name)) {
                continue;
            }
            switch (key.type()) {
                case "int" -> into.put(name, settings.integer(name, 0, Integer.MAX_VALUE));
                case "count" -> into.put(name, settings.integer(name, 1, Integer.MAX_VALUE));
                case "float" -> into.put(name, settings.decimal(name));
                case "bool" -> into.put(name, settings.flag(name));
                case "duration" -> into.put(name, settings.millis(name));
                case "bytes" -> into.put(name, settings.bytes(name));
                case "list" -> into.put(name, settings.texts(name).toArray(String[]::new));
                case "string" -> into.put(name, settings.text(name));
                default -> throw new IllegalStateException("a free key has no typed form: " + name);
            }
        }
    }
}
