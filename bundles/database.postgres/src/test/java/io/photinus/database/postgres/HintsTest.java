package io.photinus.database.postgres;

import io.photinus.plugin.database.Hints;
import io.photinus.testkit.Await;
import io.photinus.tools.postgres.PostgresServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.photinus.database.postgres.PostgresFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HintsTest {
    private static PostgresServer server;

    private final List<NotifiedHints> opened = new ArrayList<>();
    private final List<String> heardByOne = new CopyOnWriteArrayList<>();
    private final List<String> heardByOther = new CopyOnWriteArrayList<>();
    private NotifiedHints one;
    private NotifiedHints other;

    @BeforeAll
    static void startServer() {
        server = PostgresServer.temporary().withoutFsync().start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void open() {
        one = open("id");
        other = open("id");
        one.hear(heardByOne::add);
        other.hear(heardByOther::add);
        one.start();
        other.start();
        awaitListeners(2);
        // Both have found out about each other when each has heard the other.
        one.tell("hello-from-one");
        other.tell("hello-from-other");
        Await.until("both have heard", () -> !heardByOne.isEmpty() && !heardByOther.isEmpty());
        awaitHeard(heardByOne, one, other);
        awaitHeard(heardByOther, other, one);
        heardByOne.clear();
        heardByOther.clear();
    }

    /** Until a hint is understood by its name, and not as «look everywhere». */
    private static void awaitHeard(List<String> heard, NotifiedHints hearer, NotifiedHints teller) {
        Await.until("a hint by name", () -> {
            teller.tell("warm");
            return heard.contains("warm");
        });
        teller.tell("last");
        Await.until("the last hint", () -> heard.contains("last"));
    }

    @AfterEach
    void closeAll() {
        opened.forEach(NotifiedHints::close);
        assertThat(PostgresFixture.threads()).allSatisfy(thread -> {
            thread.join(20_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        });
        awaitListeners(0);
    }

    private NotifiedHints open(String databaseId) {
        NotifiedHints hints = new NotifiedHints(settings(server.goUrl("hints")), databaseId, new Outage());
        opened.add(hints);
        return hints;
    }

    private static void awaitListeners(int count) {
        Await.until(
                count + " listeners",
                () -> server.query("select pid from pg_stat_activity where application_name like 'photinus-listener%'"
                                        + " and query <> '' and state = 'idle'")
                                .size()
                        == count);
    }

    @Test
    void reachTheOthersAndNotTheTeller() {
        one.tell("work:ns/7");

        Await.until("the other hears", () -> heardByOther.contains("work:ns/7"));
        other.tell("back");
        Await.until("the one hears", () -> heardByOne.contains("back"));
        assertThat(heardByOne).containsExactly("back");
        assertThat(heardByOther).containsExactly("work:ns/7");
    }

    @Test
    void mergeWhatIsToldInQuickSuccession() {
        for (int i = 0; i < 10_000; i++) {
            one.tell("hint-" + i % 3);
        }
        one.tell("end");

        Await.until("the end is heard", () -> heardByOther.contains("end"));
        assertThat(heardByOther).contains("hint-0", "hint-1", "hint-2").hasSizeLessThan(3_000);
    }

    @Test
    void becomeLookEverywhereWhenThereAreTooMany() {
        for (int i = 0; i < 100_000; i++) {
            one.tell("hint-" + i);
        }

        Await.until("the other is told to look everywhere", () -> heardByOther.contains(""));
    }

    @Test
    void tellTheOthersOnNewSessionsThatSomeMayBeMissing() {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            server.query("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where application_name like 'photinus-%'");

            Await.until("both look everywhere", () -> heardByOne.contains("") && heardByOther.contains(""));
        } finally {
            System.setErr(before);
        }
        assertThat(log.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .allMatch(line -> line.contains("takes no connections: FATAL: terminating connection"));
        Await.until("hints arrive again", () -> {
            one.tell("again");
            return heardByOther.contains("again");
        });
    }

    @Test
    void tellALateComerSoon() {
        List<String> heardLate = new CopyOnWriteArrayList<>();
        NotifiedHints late = open("id");
        late.hear(heardLate::add);
        late.start();

        Await.until("the late one hears", () -> {
            one.tell("for-all");
            return heardLate.contains("for-all");
        });
    }

    @Test
    void doNotCrossFromOneDatabaseToAnother() {
        List<String> heardElsewhere = new CopyOnWriteArrayList<>();
        NotifiedHints elsewhere = open("another-id");
        elsewhere.hear(heardElsewhere::add);
        elsewhere.start();
        awaitListeners(3);

        one.tell("here");

        Await.until("the other hears", () -> heardByOther.contains("here"));
        assertThat(heardElsewhere).doesNotContain("here");
    }

    @Test
    void areHeardUntilTheHearingIsClosed() {
        List<String> heard = new CopyOnWriteArrayList<>();
        Hints.Hearing hearing = other.hear(heard::add);
        one.tell("first");
        Await.until("heard", () -> heard.contains("first"));

        hearing.close();
        hearing.close();

        heardByOther.clear();
        one.tell("second");
        Await.until("heard by who still hears", () -> heardByOther.contains("second"));
        assertThat(heard).containsExactly("first");
    }

    @Test
    void refuseWhatIsNoHint() {
        for (String wrong : List.of("", "a,b", "ä", "x".repeat(201), "a\nb")) {
            assertThatThrownBy(() -> one.tell(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
