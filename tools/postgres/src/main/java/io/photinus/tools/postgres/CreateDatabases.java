package io.photinus.tools.postgres;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.Driver;

/**
 * Makes databases on a server of somebody else, as far as they are missing: its arguments are how many. The server is named
 * by the environment variable {@value #URL}, since it may hold a password, in the form {@code
 * postgres://user:password@host:port/name?sslmode=…}; the databases are then {@code name_0}, {@code name_1} and so on.
 */
public final class CreateDatabases {
    static final String URL = "PHOTINUS_DATABASE_URL";

    private static final Pattern FORM =
            Pattern.compile("postgres(?:ql)?://(?:([^@/]*)@)?([^@/?]+)/([A-Za-z0-9_-]+)(?:\\?(.*))?");
    private static final String NO_SUCH_DATABASE = "3D000";
    /** Two who create it at the same time. */
    private static final String ALREADY_THERE = "42P04";

    private final String server;
    private final String name;
    private final Properties properties = new Properties();

    private CreateDatabases(String url) {
        Matcher form = FORM.matcher(url);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "the database URL must have the form postgres://user:password@host:port/name?sslmode=…");
        }
        server = "jdbc:postgresql://" + form.group(2) + "/";
        name = form.group(3);
        // As the nodes understand it.
        properties.put("sslmode", "require");
        properties.put("connectTimeout", "5");
        String[] who = (form.group(1) == null ? "" : form.group(1)).split(":", 2);
        properties.put("user", who[0].isEmpty() ? System.getProperty("user.name") : decoded(who[0]));
        if (who.length > 1) {
            properties.put("password", decoded(who[1]));
        }
        for (String pair : (form.group(4) == null ? "" : form.group(4)).split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2 && parts[0].matches("sslmode|sslrootcert|sslcert|sslkey|user|password")) {
                properties.put(parts[0], decoded(parts[1]));
            }
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    public static void main(String[] args) {
        String url = System.getenv(URL);
        try {
            new CreateDatabases(url == null ? "" : url).create(Integer.parseInt(args[0]));
        } catch (IllegalArgumentException | IllegalStateException unusable) {
            System.err.println("photinus: " + unusable.getMessage());
            System.exit(1);
        }
    }

    void create(int count) {
        try (Connection connection = connection()) {
            for (int i = 0; i < count; i++) {
                create(connection, name + "_" + i);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("the database server cannot be used: " + failed.getMessage(), failed);
        }
    }

    /** To the named database, or to the one that every server has. */
    private Connection connection() throws SQLException {
        try {
            return connection(name);
        } catch (SQLException failed) {
            if (!NO_SUCH_DATABASE.equals(failed.getSQLState())) {
                throw failed;
            }
            return connection("postgres");
        }
    }

    private Connection connection(String database) throws SQLException {
        Connection connection = new Driver().connect(server + database, properties);
        if (connection == null) {
            throw new SQLException("not a PostgreSQL server");
        }
        return connection;
    }

    private void create(Connection connection, String database) throws SQLException {
        try (PreparedStatement look =
                        connection.prepareStatement("select count(*) from pg_database where datname = ?");
                Statement create = connection.createStatement()) {
            look.setString(1, database);
            var row = look.executeQuery();
            if (row.next() && row.getInt(1) > 0) {
                return;
            }
            create.execute("create database \"" + database + "\" encoding 'UTF8' template template0");
        } catch (SQLException failed) {
            if (!ALREADY_THERE.equals(failed.getSQLState())) {
                throw new IllegalStateException(
                        "the database " + database + " is not there and cannot be created (" + failed.getMessage()
                                + "); create it, owned by the role that the URL names",
                        failed);
            }
        }
    }

    /** For tests. */
    static CreateDatabases at(String url) {
        return new CreateDatabases(url);
    }
}
