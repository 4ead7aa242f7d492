package io.photinus.database.postgres;

import io.photinus.testkit.Await;
import io.photinus.tools.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static io.photinus.database.postgres.PostgresFixture.execute;
import static io.photinus.database.postgres.PostgresFixture.query;
import static io.photinus.database.postgres.PostgresFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OpenDatabaseTest {
    private static PostgresServer server;
    private static int databases;

    private final List<OpenDatabase> opened = new ArrayList<>();

    @BeforeAll
    static void startServer() {
        server = PostgresServer.temporary().withoutFsync().start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @AfterEach
    void closeAll() {
        opened.forEach(OpenDatabase::close);
        assertThat(PostgresFixture.threads()).allSatisfy(thread -> {
            thread.join(20_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        });
    }

    private static synchronized String fresh() {
        return server.goUrl("d" + databases++);
    }

    private OpenDatabase open(String url) {
        return open(url, true);
    }

    private OpenDatabase open(String url, boolean migrate) {
        OpenDatabase database = OpenDatabase.open(settings(url, migrate));
        opened.add(database);
        return database;
    }

    private void close(OpenDatabase database) {
        opened.remove(database);
        database.close();
    }

    @Test
    void createsTheSchema() throws SQLException {
        OpenDatabase database = open(fresh());

        assertThat(database.dialect()).isEqualTo("postgres");
        assertThat(database.singleWriter()).isFalse();
        assertThat(query(database.reader(), "select count(*) from messages")).containsExactly("0");
    }

    @Test
    void keepsItsIdForEver() {
        String url = fresh();
        OpenDatabase first = open(url);
        String id = first.databaseId();
        close(first);

        assertThat(open(url).databaseId()).isEqualTo(id);
        assertThat(open(fresh()).databaseId()).isNotEqualTo(id);
        assertThat(UUID.fromString(id)).hasToString(id);
    }

    @Test
    void isDurableAtCommit() throws SQLException {
        OpenDatabase database = open(fresh());

        assertThat(query(database.writer(), "show synchronous_commit")).containsExactly("on");
        assertThat(query(database.writer(), "show idle_in_transaction_session_timeout"))
                .containsExactly("2s");
        assertThat(query(database.writer(), "show application_name")).containsExactly("photinus-writer");
        assertThat(query(database.reader(), "show application_name")).containsExactly("photinus-reader");
    }

    @Test
    void staysDurableWhenTheRoleIsNot() throws SQLException {
        String url = fresh();
        String name = url.replaceFirst(".*/(\\w+)\\?.*", "$1");
        server.execute("alter database " + name + " set synchronous_commit = off");

        assertThat(query(open(url).writer(), "show synchronous_commit")).containsExactly("on");
    }

    @Test
    void givesReadersNoWayToWrite() throws SQLException {
        OpenDatabase database = open(fresh());

        assertThatThrownBy(() -> execute(database.reader(), "insert into cursors values ('ns', 'n', '1')"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("read-only transaction");
        execute(database.writer(), "insert into cursors values ('ns', 'n', '1')");
        assertThat(query(database.reader(), "select position from cursors")).containsExactly("1");
    }

    @Test
    void letsSeveralWriteAtATime() throws SQLException {
        OpenDatabase database = open(fresh());
        try (Connection one = database.writer().getConnection();
                Connection other = database.writer().getConnection()) {
            one.setAutoCommit(false);
            try (Statement first = one.createStatement();
                    Statement second = other.createStatement()) {
                first.execute("insert into cursors values ('ns', 'a', '1')");
                second.execute("insert into cursors values ('ns', 'b', '1')");
            }
            one.commit();
        }
        assertThat(query(database.reader(), "select name from cursors order by name"))
                .containsExactly("a", "b");
    }

    @Test
    void cutsAWriterThatStandsStillInATransaction() throws SQLException {
        OpenDatabase database = open(fresh());
        try (Connection still = database.writer().getConnection()) {
            still.setAutoCommit(false);
            try (Statement statement = still.createStatement()) {
                statement.execute("insert into cursors values ('ns', 'n', '1')");

                // Waits for the row of the other until that is cut.
                execute(database.writer(), "insert into cursors values ('ns', 'n', '2')");

                assertThatThrownBy(() -> statement.execute("select 1"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("idle-in-transaction timeout");
            }
        }
        assertThat(query(database.reader(), "select position from cursors")).containsExactly("2");
    }

    @Test
    void refusesAnOutdatedSchemaThatItMustNotChange() {
        String url = fresh();

        assertThatThrownBy(() -> open(url, false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("migrations.auto is false");

        close(open(url, true));
        assertThat(open(url, false).databaseId()).isNotEmpty();
    }

    @Test
    void refusesASchemaThatIsNotOurs() throws SQLException {
        String url = fresh();
        close(open(url));
        execute(
                Server.forSchema(settings(url).target()),
                "update schema_history set checksum = 1 where version = '001'");

        assertThatThrownBy(() -> open(url))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the schema of 127.0.0.1:")
                .hasMessageContaining("checksum");
    }

    @Test
    void createsTheSchemaOnceWhenSeveralProcessesStartTogether() throws Exception {
        String url = fresh();

        List<CompletableFuture<String>> starts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            starts.add(CompletableFuture.supplyAsync(() -> {
                try (OpenDatabase database = OpenDatabase.open(settings(url))) {
                    return database.databaseId();
                }
            }));
        }

        String id = starts.get(0).get();
        for (CompletableFuture<String> start : starts) {
            assertThat(start.get()).isEqualTo(id);
        }
        assertThat(query(
                        Server.forSchema(settings(url).target()),
                        "select count(*) from schema_history where version = '001'"))
                .containsExactly("1");
    }

    @Test
    void cutsConnectionsInUseWhenItCloses() throws SQLException {
        String url = fresh();
        OpenDatabase database = open(url);
        try (Connection writer = database.writer().getConnection();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("insert into cursors values ('ns', 'n', '1')");

            close(database);

            assertThatThrownBy(writer::commit).isInstanceOf(SQLException.class);
        }
        assertThat(query(open(url).reader(), "select * from cursors")).isEmpty();
        Await.until("the cut session is gone", () -> server.query(
                        "select 1 from pg_stat_activity where application_name like 'photinus%'"
                                + " and state = 'idle in transaction'")
                .isEmpty());
    }

    @Test
    void saysWhyItCannotBeOpenedWithoutSecrets() {
        String url = fresh();
        String wrong = url.replaceFirst(":[0-9a-f]+@", ":s3cret@");
        assertThatThrownBy(() -> open(wrong))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the database " + settings(url).target().shown()
                        + " cannot be used: FATAL: password authentication failed for user \"photinus\"")
                .hasNoCause();
        assertThatThrownBy(() -> open(url.replaceFirst("/d\\d+\\?", "/nowhere?")))
                .hasMessageContaining("database \"nowhere\" does not exist");
        assertThatThrownBy(() -> open(url.replace("sslmode=disable", "sslmode=require")))
                .hasMessageContaining("does not support SSL");
        assertThatThrownBy(() -> open(url.replaceFirst("127.0.0.1:\\d+", "127.0.0.1:1")))
                .hasMessage("the database server 127.0.0.1:1 cannot be reached: Connection refused");
        assertThatThrownBy(() -> open(url.replaceFirst("127.0.0.1:\\d+", "no-such-host.invalid:1")))
                .hasMessage("the database server no-such-host.invalid:1 cannot be reached:"
                        + " unknown host no-such-host.invalid");
    }

    @Test
    void refusesAServerThatIsTooOld() {
        Target target = settings("postgres://u@h/d").target();

        OpenDatabase.refuseOld(target, 14);
        assertThatThrownBy(() -> OpenDatabase.refuseOld(target, 13))
                .hasMessage("the database server h:5432 is PostgreSQL 13, but at least 14 is needed");
    }

    private static List<String> rows(DataSource source, String sql) {
        try {
            return query(source, sql);
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void renewsWhatThePlannerKnowsOfATableThatHasFilled() throws SQLException {
        OpenDatabase database = open(fresh());

        execute(
                database.writer(),
                "insert into cursors select 'ns', n::text, 'here' from generate_series(1, 2000) as n");

        String rows = "select reltuples::bigint from pg_class where relname = 'cursors'";
        Await.until(
                "the table was analysed", () -> rows(database.reader(), rows).equals(List.of("2000")));
    }
}
