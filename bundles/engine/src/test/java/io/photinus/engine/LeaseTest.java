package io.photinus.engine;

import io.photinus.database.sqlite3.EngineTestDatabase;
import io.photinus.engine.work.Heartbeat;
import io.photinus.engine.work.JobLease;
import io.photinus.persistence.Fence;
import io.photinus.persistence.FencedException;
import io.photinus.persistence.Store;
import io.photinus.persistence.sql.SqlStoreFactory;
import io.photinus.plugin.database.DatabasePlugin;
import io.photinus.testkit.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Two processes and one job: who has the lease, and when it changes hands. */
class LeaseTest {
    private static final Duration SHORT = Duration.ofMillis(1500);

    @TempDir
    Path directory;

    private EngineTestDatabase database;
    private Store store;

    @BeforeEach
    void open() {
        database = new EngineTestDatabase(directory.resolve("lease.db"));
        DatabasePlugin plugin = database.plugin();
        store = new SqlStoreFactory().open("lease", plugin.writer(), plugin.reader(), "sqlite", true);
    }

    @AfterEach
    void close() {
        store.close();
        database.close();
    }

    private JobLease lease(String process) {
        return new JobLease(store, "ns", "job", process, SHORT);
    }

    @Test
    void anotherProcessWaitsWhileTheOwnerShowsItself() {
        Heartbeat heartbeat = new Heartbeat(store, "ns", "a");
        heartbeat.start();
        lease("a").require();

        assertThatThrownBy(lease("b")::require).isInstanceOf(FencedException.class);
        heartbeat.close();
        Await.until("the silent owner has lost it", () -> acquires(lease("b")));
    }

    private static boolean acquires(JobLease lease) {
        try {
            lease.require();
            return true;
        } catch (FencedException notYet) {
            return false;
        }
    }

    @Test
    void aReleasedLeaseIsFreeAtOnce() {
        JobLease first = lease("a");
        first.require();

        first.release();

        assertThat(acquires(lease("b"))).isTrue();
    }

    @Test
    void whoWokeUpTooLateCannotWrite() {
        JobLease sleeper = lease("a");
        Fence old = sleeper.require();
        Await.until("it has lapsed", () -> acquires(lease("b")));

        assertThatThrownBy(() -> store.write(old, tx -> {
                    tx.cursors().set("ns", "late", "x");
                    return old;
                }))
                .isInstanceOf(FencedException.class);
        Optional<String> written =
                store.read(repositories -> repositories.cursors().get("ns", "late"));
        assertThat(written).isEmpty();
    }
}
