package io.photinus.tools.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * A real PostgreSQL on 127.0.0.1 with a data directory of its own. It keeps its port, its passwords and its data from start
 * to start, and ends with this process even when that is killed. Databases are made when their URL is first asked for and
 * belong to a role that is no superuser, as in production. Methods that change the state may be called by any thread, one
 * at a time.
 */
public final class PostgresServer implements AutoCloseable {
    private static final String ADMIN = "postgres";
    private static final String ROLE = "photinus";

    /** How to run a server; {@link #start()} starts it. */
    public static final class Options {
        private final @Nullable Path directory;
        private final Map<String, String> settings = new LinkedHashMap<>();
        private @Nullable Path binaries;
        private int port;

        private Options(@Nullable Path directory) {
            this.directory = directory;
            settings.put("listen_addresses", "127.0.0.1");
            settings.put("unix_socket_directories", "");
            settings.put("shared_buffers", "128MB");
            settings.put("max_connections", "100");
            settings.put("max_wal_size", "1GB");
            settings.put("log_timezone", "UTC");
            settings.put("timezone", "UTC");
        }

        /** Without it a free one is chosen. */
        public Options port(int number) {
            this.port = number;
            return this;
        }

        /** The folder of another PostgreSQL's {@code initdb} and {@code postgres}. */
        public Options binaries(Path folder) {
            this.binaries = folder;
            return this;
        }

        /** One line of {@code postgresql.conf}. */
        public Options set(String name, String value) {
            settings.put(name, value);
            return this;
        }

        /** Loses what was committed when the machine fails; what a killed server committed stays. */
        public Options withoutFsync() {
            return set("fsync", "off").set("full_page_writes", "off");
        }

        /**
         * Returns when the server takes connections.
         *
         * @throws IllegalStateException when it does not start; the message ends with its last log lines
         */
        public PostgresServer start() {
            try {
                Path home = directory == null ? Files.createTempDirectory("photinus-postgres") : directory;
                PostgresServer server = new PostgresServer(this, home.toAbsolutePath());
                try {
                    server.create();
                    server.start();
                    server.createRole();
                } catch (RuntimeException | IOException failed) {
                    server.close();
                    throw failed;
                }
                return server;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    private final Path home;
    private final boolean temporary;
    private final Postmaster postmaster;
    private final int port;
    private final Set<String> databases = new HashSet<>();
    private @Nullable Thread atExit;

    private PostgresServer(Options options, Path home) throws IOException {
        this.home = home;
        this.temporary = options.directory == null;
        this.port = options.port > 0 ? options.port : freePort();
        Path binaries = options.binaries == null ? Binaries.unpacked() : options.binaries;
        this.postmaster = new Postmaster(binaries, home, port, options.settings);
    }

    /** Keeps everything in this folder, which is made when it is not there; {@link #close()} leaves it. */
    public static Options in(Path directory) {
        return new Options(directory);
    }

    /** Keeps everything in a new folder, which {@link #close()} deletes. */
    public static Options temporary() {
        return new Options(null);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private void create() throws IOException {
        Files.createDirectories(home);
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        if (Files.exists(home.resolve("data"))) {
            return;
        }
        for (String who : List.of(ADMIN, ROLE)) {
            byte[] random = new byte[16];
            new SecureRandom().nextBytes(random);
            Files.writeString(passwordFile(who), HexFormat.of().formatHex(random));
        }
        postmaster.initialise(ADMIN, passwordFile(ADMIN));
    }

    private Path passwordFile(String role) {
        return home.resolve("password-" + role);
    }

    private String password(String role) {
        try {
            return Files.readString(passwordFile(role));
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
    }

    private void createRole() {
        if (query("select 1 from pg_roles where rolname = '" + ROLE + "'").isEmpty()) {
            execute("create role " + ROLE + " login password '" + password(ROLE) + "'");
        }
    }

    /** Starts it again after {@link #stop()} or {@link #kill()}: the same data on the same port. */
    public void start() throws IOException {
        postmaster.start();
        if (temporary && atExit == null) {
            // A test that is interrupted leaves nothing behind.
            atExit = new Thread(this::forget, "photinus-postgres-exit");
            Runtime.getRuntime().addShutdownHook(atExit);
        }
    }

    /** Ends it in order; open connections are cut. Nothing happens when it does not run. */
    public void stop() {
        postmaster.stop();
    }

    /** Kills all of its processes with SIGKILL. */
    public void kill() {
        postmaster.kill();
    }

    /** Stops all of its processes in the midst of what they do: connections stay, nothing answers. */
    public void freeze() {
        postmaster.signalAll("STOP");
    }

    /** Ends {@link #freeze()}. */
    public void thaw() {
        postmaster.signalAll("CONT");
    }

    /** Whether it runs. */
    public boolean running() {
        return postmaster.running();
    }

    /** Waits until it no longer runs, for whatever reason. */
    public void join() throws InterruptedException {
        postmaster.join();
    }

    public int port() {
        return port;
    }

    /** The role that owns the databases. */
    public String user() {
        return ROLE;
    }

    public String password() {
        return password(ROLE);
    }

    /** Where its log is. */
    public Path log() {
        return postmaster.log();
    }

    /** Makes the database when it is not there, and returns its JDBC URL with user and password. */
    public String url(String database) {
        ensure(database);
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + ROLE + "&password=" + password();
    }

    /** Like {@link #url(String)} in the form of FireFly's configuration. */
    public String goUrl(String database) {
        ensure(database);
        return "postgres://" + ROLE + ":" + password() + "@127.0.0.1:" + port + "/" + database + "?sslmode=disable";
    }

    private synchronized void ensure(String database) {
        if (!database.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("not a simple name of a database: " + database);
        }
        if (databases.contains(database)) {
            return;
        }
        if (query("select 1 from pg_database where datname = '" + database + "'")
                .isEmpty()) {
            execute("create database " + database + " owner " + ROLE);
        }
        databases.add(database);
    }

    /** Runs one statement as superuser in the database {@code postgres}. */
    public void execute(String sql) {
        try (Connection connection = admin();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException("the private PostgreSQL refuses a statement", failed);
        }
    }

    /** The first column of what a superuser reads in the database {@code postgres}. */
    public List<String> query(String sql) {
        try (Connection connection = admin();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException failed) {
            throw new IllegalStateException("the private PostgreSQL refuses a query", failed);
        }
    }

    private Connection admin() throws SQLException {
        Properties properties = new Properties();
        properties.put("user", ADMIN);
        properties.put("password", password(ADMIN));
        properties.put("connectTimeout", "5");
        properties.put("socketTimeout", "30");
        Connection connection = new Driver().connect("jdbc:postgresql://127.0.0.1:" + port + "/" + ADMIN, properties);
        if (connection == null) {
            throw new SQLException("the driver does not take its own URL");
        }
        return connection;
    }

    private void forget() {
        postmaster.kill();
        deleteWhenTemporary();
    }

    private void deleteWhenTemporary() {
        if (temporary) {
            try {
                Trees.delete(home);
            } catch (IOException left) {
                throw new UncheckedIOException(left);
            }
        }
    }

    /** Stops it and, when the folder is temporary, deletes everything. Idempotent. */
    @Override
    public void close() {
        Thread hook = atExit;
        atExit = null;
        if (hook != null) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        if (temporary) {
            postmaster.kill();
        } else {
            postmaster.stop();
        }
        deleteWhenTemporary();
    }
}
