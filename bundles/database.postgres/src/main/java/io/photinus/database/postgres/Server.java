package io.photinus.database.postgres;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * Opens sessions of one kind. It asks the driver itself: {@link DriverManager} would find it by class loaders only, and would
 * keep it when this bundle is gone. Thread-safe.
 */
final class Server extends PlainSource {
    /** An absent server fails the start soon, and one that comes back is found soon. */
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private static final int MINUTE = 60_000;

    private final Driver driver = new Driver();
    private final String url;
    private final Properties properties = new Properties();

    private Server(Target target, String what, Duration answer, Map<String, String> session) {
        this.url = "jdbc:postgresql://" + target.hosts() + "/"
                + URLEncoder.encode(target.database(), StandardCharsets.UTF_8).replace("+", "%20");
        properties.put("user", target.user().isEmpty() ? System.getProperty("user.name") : target.user());
        if (!target.password().isEmpty()) {
            properties.put("password", target.password());
        }
        properties.put("connectTimeout", String.valueOf(CONNECT.toSeconds()));
        properties.put("socketTimeout", String.valueOf(answer.toSeconds()));
        properties.put("tcpKeepAlive", "true");
        if (target.hosts().contains(",")) {
            properties.put("targetServerType", "primary");
        }
        // The statements of a node are few and come again and again.
        properties.put("prepareThreshold", "2");
        properties.putAll(target.driver());
        Optional.ofNullable(target.driver().get("sslcert"))
                .flatMap(ClientKey::algorithm)
                .ifPresent(algorithm -> properties.put("pemKeyAlgorithm", algorithm));
        String application = target.driver().getOrDefault("ApplicationName", "");
        properties.put("ApplicationName", application.isEmpty() ? "photinus-" + what : application);
        Map<String, String> all = new LinkedHashMap<>(session);
        // Costs more than it gains with statements that take microseconds.
        all.put("jit", "off");
        // A plan that was made while a table was empty would be kept when it is not any more; planning anew costs
        // little.
        all.put("plan_cache_mode", "force_custom_plan");
        // The default is that of a spinning disk, with which a set of 200 ids is looked for by reading the whole table.
        all.put("random_page_cost", "1.1");
        all.putAll(target.session());
        properties.put("options", options(all));
    }

    private static String options(Map<String, String> session) {
        StringBuilder options = new StringBuilder();
        session.forEach((name, value) -> {
            if (name.equals("options")) {
                options.append(value).append(' ');
            } else {
                String escaped = value.replace("\\", "\\\\").replace(" ", "\\ ");
                options.append("-c ").append(name).append('=').append(escaped).append(' ');
            }
        });
        return options.toString().strip();
    }

    /** To look at the server and to change the schema, which may take its time between answers. */
    static Server forSchema(Target target) {
        return new Server(target, "schema", Duration.ofMinutes(10), Map.of());
    }

    /** The first look: a server that takes connections and is silent must not hold up the start. */
    static Server forProbe(Target target) {
        return new Server(target, "schema", Duration.ofSeconds(4), Map.of());
    }

    /**
     * Commits are on the disk when they return. A process that stands still in the midst of a transaction must not hold up the
     * others that share the database.
     */
    static Server forWriting(Target target) {
        return new Server(
                target,
                "writer",
                Duration.ofSeconds(30),
                Map.of("synchronous_commit", "on", "idle_in_transaction_session_timeout", "2000"));
    }

    /** Cannot write. Queries have limits of their own, up to that of a request. */
    static Server forReading(Target target) {
        return new Server(
                target,
                "reader",
                Duration.ofSeconds(120),
                Map.of(
                        "default_transaction_read_only",
                        "on",
                        "idle_in_transaction_session_timeout",
                        String.valueOf(MINUTE)));
    }

    /**
     * Hints are not worth waiting for a disk.
     *
     * @param application the name by which the others recognise it
     */
    static Server forHints(Target target, String application) {
        Server server = new Server(target, "", Duration.ofSeconds(15), Map.of("synchronous_commit", "off"));
        server.properties.put("ApplicationName", application);
        return server;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = driver.connect(url, properties);
        if (connection == null) {
            throw new SQLException("the driver does not take its own URL");
        }
        return connection;
    }

    /** No secret. */
    @Override
    public String toString() {
        return "Server[" + url + "]";
    }
}
