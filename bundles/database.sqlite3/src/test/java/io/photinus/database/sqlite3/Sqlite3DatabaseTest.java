package io.photinus.database.sqlite3;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class Sqlite3DatabaseTest {
    @TempDir
    Path directory;

    private final List<Sqlite3Database> opened = new ArrayList<>();

    @AfterEach
    void closeAll() {
        opened.forEach(Sqlite3Database::close);
    }

    private Sqlite3Database open(String file, boolean migrate) {
        Sqlite3Database database = new Sqlite3Database(new Settings("db0", directory.resolve(file), migrate, 2));
        opened.add(database);
        return database;
    }

    private void close(Sqlite3Database database) {
        opened.remove(database);
        database.close();
    }

    private static List<String> query(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void createsTheSchemaInADirectoryThatIsNotThereYet() throws SQLException {
        Sqlite3Database database = open("some/where/node.db", true);

        assertThat(database.dialect()).isEqualTo("sqlite");
        assertThat(database.singleWriter()).isTrue();
        assertThat(query(database.reader(), "select count(*) from messages")).containsExactly("0");
    }

    @Test
    void keepsItsIdForEver() {
        Sqlite3Database first = open("a.db", true);
        String id = first.databaseId();
        close(first);

        assertThat(open("a.db", true).databaseId()).isEqualTo(id);
        assertThat(open("b.db", true).databaseId()).isNotEqualTo(id);
        assertThat(UUID.fromString(id)).hasToString(id);
        assertThat(UUID.fromString(id).version()).isEqualTo(4);
        assertThat(UUID.fromString(id).variant()).isEqualTo(2);
    }

    @Test
    void isDurableAtCommit() throws SQLException {
        Sqlite3Database database = open("a.db", true);

        assertThat(query(database.writer(), "pragma journal_mode")).containsExactly("wal");
        assertThat(query(database.writer(), "pragma synchronous")).containsExactly("2");
        assertThat(query(database.writer(), "pragma foreign_keys")).containsExactly("0");
        assertThat(query(database.reader(), "pragma busy_timeout")).containsExactly("5000");
    }

    @Test
    void givesReadersNoWayToWrite() throws SQLException {
        Sqlite3Database database = open("a.db", true);

        assertThatThrownBy(() -> execute(database.reader(), "insert into cursors values ('ns', 'n', '1')"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("readonly");
        execute(database.writer(), "insert into cursors values ('ns', 'n', '1')");
        assertThat(query(database.reader(), "select position from cursors")).containsExactly("1");
    }

    @Test
    void refusesASecondOwnerOfTheFile() {
        Sqlite3Database first = open("a.db", true);

        assertThatThrownBy(() -> open("a.db", true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the database file " + directory.resolve("a.db")
                        + " is in use by another process or plugin, which holds the lock on a.db.lock");

        close(first);
        assertThat(open("a.db", true).databaseId()).isEqualTo(first.databaseId());
    }

    @Test
    void refusesAFileThatAnotherProcessHas() throws Exception {
        Path file = directory.resolve("a.db");
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(output.readLine()).isEqualTo("claimed");

            assertThatThrownBy(() -> open("a.db", true)).hasMessageContaining("in use by another process");
        } finally {
            other.destroyForcibly();
            assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }

        // What a killed process held is free again.
        assertThat(open("a.db", true).databaseId()).isNotEmpty();
    }

    /** Claims a file and waits to be killed. */
    public static final class OtherProcess {
        private OtherProcess() {}

        public static void main(String[] args) throws IOException {
            FileOwner owner = FileOwner.claim(Path.of(args[0]));
            System.out.println("claimed");
            System.out.flush();
            int ended = System.in.read();
            owner.close();
            System.exit(ended);
        }
    }

    @Test
    void refusesAnOutdatedSchemaThatItMustNotChange() {
        assertThatThrownBy(() -> open("a.db", false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("migrations.auto is false");

        close(open("a.db", true));
        assertThat(open("a.db", false).databaseId()).isNotEmpty();
    }

    @Test
    void closesConnectionsInUseToo() throws SQLException {
        Sqlite3Database database = open("a.db", true);
        try (Connection writer = database.writer().getConnection();
                Connection reader = database.reader().getConnection()) {
            writer.setAutoCommit(false);
            try (Statement statement = writer.createStatement()) {
                statement.execute("insert into cursors values ('ns', 'n', '1')");
            }

            close(database);

            assertThatThrownBy(writer::commit).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> reader.createStatement().executeQuery("select 1"))
                    .isInstanceOf(SQLException.class);
        }
        assertThat(query(open("a.db", true).reader(), "select * from cursors")).isEmpty();
    }

    @Test
    void leavesNoThreadBehind() {
        close(open("a.db", true));

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("photinus-db-"))
                .allSatisfy(thread -> {
                    thread.join(20_000);
                    assertThat(thread.isAlive()).isFalse();
                });
    }

    @Test
    void startsEveryUniqueIndexWithTheNamespace() throws SQLException {
        DataSource reader = open("a.db", true).reader();
        // Tables whose rows belong to the whole database, or are namespaces.
        List<String> apart = List.of("meta", "namespaces", "processes", "schema_history");
        List<String> checked = new ArrayList<>();
        for (String table : query(reader, "select name from sqlite_schema where type = 'table'")) {
            if (apart.contains(table) || table.startsWith("sqlite_")) {
                continue;
            }
            for (String index :
                    query(reader, "select name from pragma_index_list('" + table + "') where \"unique\" = 1")) {
                assertThat(query(reader, "select name from pragma_index_info('" + index + "') where seqno = 0"))
                        .as(index)
                        .containsExactly("namespace");
                checked.add(index);
            }
        }
        assertThat(checked).hasSizeGreaterThan(20);
    }

    @Test
    void understandsTheFormsOfAUrl() {
        Path absolute = directory.resolve("x.db");

        assertThat(Settings.file("db0", absolute.toString())).isEqualTo(absolute);
        assertThat(Settings.file("db0", "file:" + absolute + "?_busy_timeout=5000"))
                .isEqualTo(absolute);
        assertThat(Settings.file("db0", "file://" + absolute)).isEqualTo(absolute);
        assertThat(Settings.file("db0", "jdbc:sqlite:" + absolute)).isEqualTo(absolute);
        assertThat(Settings.file("db0", "jdbc:sqlite:file:" + absolute + "?cache=shared"))
                .isEqualTo(absolute);
        assertThat(Settings.file("db0", "data/x.db"))
                .isEqualTo(Path.of("data/x.db").toAbsolutePath());
        for (String wrong : List.of("", " ", ":memory:", "file::memory:", "file:x.db?mode=memory")) {
            assertThatThrownBy(() -> Settings.file("db0", wrong))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("must name a file");
        }
        assertThatThrownBy(() -> new Settings("db0", absolute, true, 0)).hasMessageContaining("maxConns");
    }

    @Test
    void createsNothingWhenTheFileCannotBeUsed() throws IOException {
        Path blocked = Files.writeString(directory.resolve("plain"), "no directory");

        assertThatThrownBy(() -> new Sqlite3Database(new Settings("db0", blocked.resolve("x.db"), true, 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be used");
    }
}
