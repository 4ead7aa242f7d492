package io.photinus.persistence.sql;

import io.photinus.persistence.Store;
import io.photinus.types.Event;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.query.AllOf;
import io.photinus.types.query.Query;
import io.photinus.types.query.RecordSets;
import io.photinus.types.query.Sort;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Long lists come row by row. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StreamContract {
    private static final int ROWS = 200_000;
    private static final String NS = "long";

    TestDatabase database;
    Store store;

    abstract TestDatabase open(Path directory);

    @BeforeAll
    void openStore(@TempDir Path directory) throws SQLException {
        database = open(directory);
        try (Connection connection = database.plugin().writer().getConnection();
                Statement insert = connection.createStatement()) {
            insert.execute("insert into events (namespace, sequence, id, type, topic, created)"
                    + " with recursive n (i) as (select 1 union all select i + 1 from n where i < " + ROWS + ")"
                    + " select '" + NS + "', i, '00000000-0000-4000-8000-' || cast(100000000000 + i as text),"
                    + " 'message_confirmed', 'topic', i from n");
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
        store = StoreContract.openStore(database, SqlStore.Limits.USUAL);
    }

    @AfterAll
    void close() {
        store.close();
        database.close();
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private Object stream(Query query, Consumer<Event> rows) {
        return store.read(repositories -> {
            repositories.stream(RecordSets.EVENTS, NS, query, rows);
            return "";
        });
    }

    @Test
    void holdsNoMoreThanAFewRows() {
        AtomicLong rows = new AtomicLong();
        AtomicLong next = new AtomicLong(ROWS);
        List<Long> heap = new ArrayList<>();

        stream(Query.ALL, event -> {
            assertThat(event.sequence()).isEqualTo(next.getAndDecrement());
            if (rows.incrementAndGet() % 66_000 == 1) {
                heap.add(used());
            }
        });

        assertThat(rows).hasValue(ROWS);
        assertThat(heap).hasSize(4).allMatch(bytes -> bytes - heap.get(0) < 8_000_000, "as much as at the first row");
    }

    @Test
    void handsOnRowsWhileTheDatabaseReads() {
        List<Event> few = new ArrayList<>();
        IllegalStateException enough = new IllegalStateException("enough");

        assertThatThrownBy(() -> stream(Query.ALL, event -> {
                    few.add(event);
                    if (few.size() == 3) {
                        throw enough;
                    }
                }))
                .isSameAs(enough);

        assertThat(few).extracting(Event::sequence).containsExactly((long) ROWS, ROWS - 1L, ROWS - 2L);
    }

    /** More often than there are connections: each comes back as it was. */
    @Test
    void givesTheConnectionBack() {
        for (int i = 0; i < 12; i++) {
            handsOnRowsWhileTheDatabaseReads();
        }
        AtomicLong rows = new AtomicLong();
        stream(new Query(List.of(), List.of(), ROWS - 5, 0, false), event -> rows.incrementAndGet());
        assertThat(rows).hasValue(5);
        store.read(
                repositories -> repositories.query(RecordSets.EVENTS, NS, new Query(List.of(), List.of(), 0, 1, true)));
    }

    @Test
    void endsAtItsTimeLimit() {
        Sort topic = new Sort(RecordSets.EVENTS.require("topic"), false);
        Query endless = new Query(List.of(), List.of(topic, topic), 0, 0, false);

        assertThatThrownBy(() -> store.read(Duration.ofMillis(1), repositories -> {
                    repositories.stream(RecordSets.EVENTS, NS, endless, event -> {});
                    return "";
                }))
                .isInstanceOf(NodeProblem.class)
                .hasMessageStartingWith("FF00166")
                .hasMessageContaining("FF00176");
        givesTheConnectionBack();
    }

    @Test
    void countsNoFurtherThanAsked() {
        var bounded = new Query(AllOf.NOTHING_ASKED, List.of(), 0, 10, 1000, null);

        var page = store.read(repositories -> repositories.query(RecordSets.EVENTS, NS, bounded));
        var whole = store.read(repositories ->
                repositories.query(RecordSets.EVENTS, NS, new Query(List.of(), List.of(), 0, 10, true)));

        assertThat(page.total()).isEqualTo(1000);
        assertThat(page.capped()).isTrue();
        assertThat(whole.total()).isEqualTo(ROWS);
        assertThat(whole.capped()).isFalse();
    }
}
