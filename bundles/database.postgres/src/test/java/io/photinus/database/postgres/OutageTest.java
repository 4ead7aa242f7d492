package io.photinus.database.postgres;

import io.photinus.database.postgres.PostgresFixture.Given;
import io.photinus.plugin.database.DatabasePlugin;
import io.photinus.testkit.Await;
import io.photinus.tools.postgres.PostgresServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.photinus.database.postgres.PostgresFixture.execute;
import static io.photinus.database.postgres.PostgresFixture.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OutageTest {
    private final Registered registered = new Registered();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream before = System.err;
    private PostgresServer server;
    private PostgresDatabase database;

    /** What the framework would know. */
    private static final class Registered implements PostgresDatabase.Registry {
        final List<String> problems = new CopyOnWriteArrayList<>();
        volatile DatabasePlugin plugin;

        @Override
        public void present(String name, DatabasePlugin opened) {
            plugin = opened;
        }

        @Override
        public void absent(String name, String problem) {
            problems.add(problem);
        }

        @Override
        public void clear() {
            plugin = null;
        }
    }

    @BeforeEach
    void start() {
        server = PostgresServer.temporary().withoutFsync().start();
        // The warnings of an outage belong to the test.
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        System.setErr(before);
        server.close();
        if (database != null) {
            database.close();
        }
        assertThat(PostgresFixture.threads()).allSatisfy(thread -> {
            thread.join(20_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        });
    }

    private List<String> warnings() {
        return log.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .toList();
    }

    private void awaitOpen() {
        Await.until("the plugin is there", () -> registered.plugin != null);
    }

    private boolean readable() {
        try {
            return query(registered.plugin.reader(), "select 1").equals(List.of("1"));
        } catch (SQLException away) {
            return false;
        }
    }

    private boolean refusesAtOnce(DatabasePlugin plugin) {
        long begin = System.nanoTime();
        assertThatThrownBy(() -> query(plugin.reader(), "select 1")).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> query(plugin.writer(), "select 1")).isInstanceOf(SQLException.class);
        return System.nanoTime() - begin < Duration.ofSeconds(1).toNanos();
    }

    @Test
    void waitsForAServerThatIsNotThereYet() throws IOException {
        String url = server.goUrl("late");
        server.stop();
        database = new PostgresDatabase(registered, new Given(url));

        Await.until("it says what is wrong", () -> !registered.problems.isEmpty());
        assertThat(registered.plugin).isNull();
        server.start();
        awaitOpen();

        assertThat(registered.problems)
                .hasSize(1)
                .first()
                .asString()
                .startsWith("the database server 127.0.0.1:" + server.port() + " cannot be reached: ")
                .doesNotContain(server.password());
        assertThat(warnings()).hasSize(1);
        database.close();
        assertThat(registered.plugin).isNull();
    }

    @Test
    void givesUpSoonOnAServerThatIsSilent() {
        String url = server.goUrl("silent");
        server.freeze();
        long start = System.nanoTime();

        assertThatThrownBy(() -> OpenDatabase.open(PostgresFixture.settings(url)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be reached");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
        server.thaw();
    }

    @Test
    void recoversWhenTheServerWasKilledAndComesBack() throws Exception {
        database = new PostgresDatabase(registered, new Given(server.goUrl("killed")));
        awaitOpen();
        List<String> heard = new CopyOnWriteArrayList<>();
        registered.plugin.hints().hear(heard::add);
        execute(registered.plugin.writer(), "insert into cursors values ('ns', 'n', '1')");
        DatabasePlugin plugin = registered.plugin;

        server.kill();
        assertThatThrownBy(() -> query(plugin.reader(), "select 1")).isInstanceOf(SQLException.class);
        plugin.hints().tell("dropped");
        Await.until("the loss is told", () -> warnings().size() == 1);
        Await.until("nobody waits for a server that is away", () -> refusesAtOnce(plugin));
        heard.clear();
        server.start();

        Await.until("queries work again", this::readable);
        assertThat(query(plugin.reader(), "select position from cursors")).containsExactly("1");
        execute(plugin.writer(), "update cursors set position = '2'");
        Await.until("hints may be missing", () -> heard.contains(""));
        assertThat(registered.plugin).isSameAs(plugin);
        assertThat(warnings())
                .as("one line for the outage")
                .hasSize(1)
                .first()
                .asString()
                .contains("the database server 127.0.0.1:" + server.port());
        assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain(server.password());
        database.close();
    }

    @Test
    void endsSoonWhileItWaits() {
        server.stop();
        database = new PostgresDatabase(
                registered, new Given("postgres://u:s3cret@127.0.0.1:" + server.port() + "/d?sslmode=disable"));
        Await.until("it has tried", () -> !registered.problems.isEmpty());
        long start = System.nanoTime();

        database.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain("s3cret");
    }

    @Test
    void saysOnceThatAConfigurationCannotBeUsed() {
        database = new PostgresDatabase(registered, new Given("postgres://u:s3cret@h/d?sslmode=x"));

        Await.until("it says so", () -> !registered.problems.isEmpty());
        database.close();

        assertThat(registered.problems)
                .singleElement()
                .asString()
                .startsWith("url of database plugin db0 has sslmode x");
        assertThat(warnings()).singleElement().asString().doesNotContain("s3cret");
    }
}
