package io.photinus.database.sqlite3;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The checked configuration.
 *
 * @param file the database file, absolute
 * @param migrate whether the schema is brought up to date at start
 * @param readers most connections for queries
 */
record Settings(String name, Path file, boolean migrate, int readers) {
    private static final String JDBC = "jdbc:sqlite:";
    private static final String FILE = "file:";

    Settings {
        if (name.isBlank()) {
            throw new IllegalArgumentException("photinus.plugin.name must be set");
        }
        if (readers < 1) {
            throw new IllegalArgumentException("maxConns of database plugin " + name + " must be at least 1");
        }
    }

    static Settings of(Sqlite3Database.Config config) {
        String name = config.photinus_plugin_name();
        return new Settings(
                name == null ? "" : name, file(name, config.url()), config.migrations_auto(), config.maxConns());
    }

    /**
     * Understands a plain path, {@code file:<path>}, {@code file:///<path>} and {@code jdbc:sqlite:} before any of them. What
     * follows a question mark is for other drivers and is left out.
     */
    static Path file(String name, String url) {
        String text = url == null ? "" : url.strip();
        if (text.toLowerCase(Locale.ROOT).startsWith(JDBC)) {
            text = text.substring(JDBC.length());
        }
        int query = text.indexOf('?');
        if (query >= 0) {
            text = text.substring(0, query);
        }
        boolean uri = text.toLowerCase(Locale.ROOT).startsWith(FILE);
        String path = uri ? text.substring(FILE.length()) : text;
        if (path.isEmpty() || path.equals(":memory:") || query >= 0 && url.contains("mode=memory")) {
            throw new IllegalArgumentException("url of database plugin " + name
                    + " must name a file; a database in memory would lose everything with the process");
        }
        try {
            Path parsed = uri && path.startsWith("//") ? Path.of(URI.create(text)) : Path.of(path);
            return parsed.toAbsolutePath().normalize();
        } catch (InvalidPathException malformed) {
            throw new IllegalArgumentException("url of database plugin " + name + " is not a path: " + path, malformed);
        }
    }
}
