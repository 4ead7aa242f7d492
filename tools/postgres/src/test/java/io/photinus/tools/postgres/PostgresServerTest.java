package io.photinus.tools.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PostgresServerTest {
    @TempDir
    Path directory;

    private static String one(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            ResultSet row = statement.getResultSet();
            return row.next() ? row.getString(1) : "";
        }
    }

    private static List<Long> processesOf(PostgresServer server) {
        return server.query("select pid from pg_stat_activity").stream()
                .map(Long::valueOf)
                .toList();
    }

    @Test
    void keepsWhatWasCommittedWhenItIsKilledAndWhenItIsStopped() throws Exception {
        try (PostgresServer server = PostgresServer.in(directory).withoutFsync().start()) {
            String url = server.url("a");
            one(url, "create table t (n integer)");
            one(url, "insert into t values (7)");
            List<Long> before = processesOf(server);

            server.kill();

            assertThat(server.running()).isFalse();
            assertThat(before)
                    .hasSizeGreaterThan(3)
                    .allMatch(pid -> ProcessHandle.of(pid).map(Postmaster::gone).orElse(true));
            assertThatThrownBy(() -> one(url, "select 1")).isInstanceOf(SQLException.class);

            server.start();
            assertThat(one(url, "select n from t")).isEqualTo("7");

            server.stop();
            assertThat(server.running()).isFalse();
            server.start();
            assertThat(one(url, "select n from t")).isEqualTo("7");
        }
    }

    @Test
    void looksLikeProduction() throws SQLException {
        try (PostgresServer server = PostgresServer.temporary()
                .set("max_connections", "20")
                .withoutFsync()
                .start()) {
            String url = server.url("a");

            assertThat(one(url, "show server_version")).startsWith("18.");
            assertThat(one(url, "show max_connections")).isEqualTo("20");
            assertThat(one(url, "show synchronous_commit")).isEqualTo("on");
            assertThat(one(url, "show server_encoding")).isEqualTo("UTF8");
            assertThatThrownBy(() -> one(url, "create role r"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> one(url.replaceFirst("password=.*", "password=wrong"), "select 1"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("authentication failed");
            assertThat(server.goUrl("a"))
                    .isEqualTo("postgres://photinus:" + server.password() + "@127.0.0.1:" + server.port()
                            + "/a?sslmode=disable");
        }
    }

    @Test
    void deletesATemporaryFolderAndLeavesAGivenOne() throws IOException {
        PostgresServer temporary = PostgresServer.temporary().withoutFsync().start();
        Path home = temporary.log().getParent();
        assertThat(home).isDirectory();
        temporary.close();
        temporary.close();
        assertThat(home).doesNotExist();

        PostgresServer given = PostgresServer.in(directory).withoutFsync().start();
        String url = given.url("a");
        given.close();
        assertThat(directory.resolve("data")).isDirectory();
        try (PostgresServer again =
                PostgresServer.in(directory).port(given.port()).withoutFsync().start()) {
            assertThat(again.url("a")).isEqualTo(url);
        }
        assertThat(Files.readAllLines(given.log())).noneMatch(line -> line.contains("PANIC"));
    }

    @Test
    void saysWhyItDoesNotStart() {
        assertThatThrownBy(() -> PostgresServer.temporary()
                        .set("shared_buffers", "nonsense")
                        .start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not start")
                .hasMessageContaining("shared_buffers");
    }

    @Test
    void answersNothingWhileItIsFrozen() throws SQLException {
        try (PostgresServer server = PostgresServer.temporary().withoutFsync().start()) {
            String url = server.url("a") + "&socketTimeout=1";
            server.freeze();
            assertThatThrownBy(() -> one(url, "select 1")).isInstanceOf(SQLException.class);
            server.thaw();
            assertThat(one(server.url("a"), "select 1")).isEqualTo("1");
        }
    }

    @Test
    void endsWithTheProcessThatStartedIt() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RunPostgres.class.getName(),
                        "--dir",
                        directory.toString(),
                        "--database",
                        "member_0")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            byte[] line = new byte[100];
            int length = other.getInputStream().read(line);
            assertThat(new String(line, 0, length)).startsWith("{\"postgres\":\"127.0.0.1:");

            // Not in order: the next server has to wait for the one left over.
            other.destroyForcibly();
            assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
            try (PostgresServer next = PostgresServer.in(directory).start()) {
                assertThat(next.query("select datname from pg_database")).contains("member_0");
            }
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void endsInOrderWhenItsProcessIsAskedTo() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RunPostgres.class.getName(),
                        "--dir",
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(other.getInputStream().read()).isEqualTo('{');

            other.destroy();

            assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(directory.resolve("data/postmaster.pid")).doesNotExist();
            assertThat(Files.readString(directory.resolve("postgres.log"))).contains("database system is shut down");
        } finally {
            other.destroyForcibly();
        }
    }
}
