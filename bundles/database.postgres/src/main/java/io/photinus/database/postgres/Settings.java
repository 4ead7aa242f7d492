package io.photinus.database.postgres;

import io.photinus.types.GoDuration;
import java.time.Duration;

/**
 * The checked configuration.
 *
 * @param migrate whether the schema is brought up to date at start
 * @param writers most connections that write
 * @param readers most connections for queries
 * @param idle connections that are kept open though nobody uses them, for each of the two
 * @param idleTime after which other unused ones are closed
 * @param lifetime after which any is replaced
 */
record Settings(
        String name,
        Target target,
        boolean migrate,
        int writers,
        int readers,
        int idle,
        Duration idleTime,
        Duration lifetime) {
    /** More at a time would only wait for each other at the server's log. */
    private static final int MOST_WRITERS = 16;
    /** One that hears and one that tells other processes. */
    private static final int APART = 2;
    /** Sessions grow at the server as they get older. */
    private static final Duration USUAL_LIFETIME = Duration.ofMinutes(30);
    /** Below these the pool would not follow. */
    private static final Duration LEAST_IDLE_TIME = Duration.ofSeconds(10);

    private static final Duration LEAST_LIFETIME = Duration.ofSeconds(30);

    static Settings of(PostgresDatabase.Config config) {
        String name = config.photinus_plugin_name();
        String plugin = name == null ? "" : name;
        if (plugin.isBlank()) {
            throw new IllegalArgumentException("photinus.plugin.name must be set");
        }
        if (config.url() == null || config.url().isBlank()) {
            throw new IllegalArgumentException("url of database plugin " + plugin + " must be set");
        }
        int connections = config.maxConns();
        if (connections < APART + 2) {
            throw new IllegalArgumentException("maxConns of database plugin " + plugin + " must be at least "
                    + (APART + 2) + ": one writes, one reads, two are for the other processes");
        }
        int writers = Math.max(1, Math.min(MOST_WRITERS, (connections - APART) / 3));
        Duration lifetime = duration(plugin, "maxConnLifetime", config.maxConnLifetime());
        return new Settings(
                plugin,
                TargetText.read(plugin, config.url()),
                config.migrations_auto(),
                writers,
                connections - APART - writers,
                Math.max(1, config.maxIdleConns()),
                longer(duration(plugin, "maxConnIdleTime", config.maxConnIdleTime()), LEAST_IDLE_TIME),
                lifetime.isZero() ? USUAL_LIFETIME : longer(lifetime, LEAST_LIFETIME));
    }

    private static Duration duration(String plugin, String key, String text) {
        if (text == null || text.isBlank()) {
            return Duration.ZERO;
        }
        return GoDuration.find(text, Duration.ofMillis(1))
                .filter(duration -> !duration.isNegative())
                .orElseThrow(() -> new IllegalArgumentException(
                        key + " of database plugin " + plugin + " is no duration: " + text));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
