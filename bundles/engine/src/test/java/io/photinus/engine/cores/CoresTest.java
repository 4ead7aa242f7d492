package io.photinus.engine.cores;

import io.photinus.database.sqlite3.EngineTestDatabase;
import io.photinus.loop.BackOff;
import io.photinus.loop.Doorbell;
import io.photinus.loop.Loop;
import io.photinus.persistence.Fence;
import io.photinus.persistence.Store;
import io.photinus.persistence.sql.SqlStoreFactory;
import io.photinus.plugin.database.DatabasePlugin;
import io.photinus.testkit.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Processes on one database: who does what, and when it changes hands. */
class CoresTest {
    private static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(50), Duration.ofSeconds(1), 2);
    private static final String IN = "aggregate";
    private static final String OUT = "batch";

    @TempDir
    Path directory;

    private EngineTestDatabase database;
    private Store store;
    private final HintBus bus = new HintBus();
    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void open() {
        database = new EngineTestDatabase(directory.resolve("cores.db"));
        DatabasePlugin plugin = database.plugin();
        store = new SqlStoreFactory()
                .open("cores", plugin.writer(), plugin.reader(), plugin.dialect(), plugin.singleWriter());
    }

    @AfterEach
    void close() {
        processes.forEach(Process::end);
        store.close();
        database.close();
    }

    /** One job in one process. */
    private final class Work implements AutoCloseable {
        final Doorbell bell = new Doorbell();
        final JobLease lease;
        final AtomicInteger steps = new AtomicInteger();
        final AtomicInteger losses = new AtomicInteger();
        private final Loop loop;

        Work(Process process, String job) {
            this.lease = new JobLease(process.cores, Job.standing("ns", job));
            this.loop = new Loop(
                            "test-" + process.name + "-" + job,
                            bell,
                            BACK_OFF,
                            lease.guard(this::step, losses::incrementAndGet))
                    .start();
        }

        private Duration step() {
            Fence fence = lease.require();
            store.write(fence, tx -> {
                tx.cursors().set("ns", fence.job(), fence.owner());
                return fence;
            });
            steps.incrementAndGet();
            return Duration.ofMillis(20);
        }

        @Override
        public void close() {
            loop.close();
        }
    }

    /** A core process, or what of it matters here. */
    private final class Process implements Cores.Tenant {
        final String name;
        final HintBus.Side hints = bus.side();
        final Cores cores;
        final List<String> heard = new CopyOnWriteArrayList<>();
        private final List<Work> works = new CopyOnWriteArrayList<>();

        Process(String name) {
            this.name = name;
            this.cores = Cores.shared(store, hints, name);
            cores.start();
            cores.join("ns", this);
            processes.add(this);
        }

        Process doing(String... jobs) {
            for (String job : jobs) {
                works.add(new Work(this, job));
            }
            return this;
        }

        Work work(int index) {
            return works.get(index);
        }

        boolean does(int index) {
            return works.get(index).lease.held();
        }

        @Override
        public void heard(String bell) {
            heard.add(bell);
        }

        @Override
        public void leasesChanged() {
            works.forEach(work -> work.bell.ring());
        }

        /** As an orderly stop. */
        void stop() {
            works.forEach(Work::close);
            cores.surrender(works.stream().map(work -> work.lease).toList());
            end();
        }

        /** Shows itself no longer, and goes on otherwise, as one that was stopped and woken. */
        void falls() {
            cores.close();
        }

        void end() {
            works.forEach(Work::close);
            cores.close();
        }
    }

    private String owner(String job) {
        return store.read(repositories -> repositories.cursors().get("ns", job)).orElse("nobody");
    }

    @Test
    void givesEachOfTwoProcessesItsHalf() {
        Process a = new Process("a").doing(IN, OUT);
        Await.until("a does everything", () -> a.does(0) && a.does(1));

        Process b = new Process("b").doing(IN, OUT);

        Await.until(
                () -> "each does one: " + owner(IN) + ", " + owner(OUT),
                () -> a.does(0) != a.does(1) && b.does(0) != b.does(1) && a.does(0) != b.does(0));
    }

    @Test
    void handsOverBetweenTwoSteps() {
        Process a = new Process("a").doing(IN, OUT);
        Await.until("a does everything", () -> a.does(0) && a.does(1));
        new Process("b").doing(IN, OUT);
        Await.until("a has handed over", () -> a.does(0) != a.does(1));

        int given = a.does(0) ? 1 : 0;

        assertThat(a.work(given).losses.get()).isEqualTo(1);
        assertThat(a.work(1 - given).losses.get()).isZero();
        assertThat(a.work(given).loop.problem()).isEmpty();
    }

    @Test
    void replacesASilentProcess() {
        Process a = new Process("a").doing(IN);
        Await.until("a does it", () -> a.does(0));
        Process b = new Process("b").doing(IN);
        a.falls();

        Await.until("b does it", () -> b.does(0) && owner(IN).equals("b"));

        Await.until("a has noticed", () -> !a.does(0));
        assertThat(a.work(0).losses.get()).isEqualTo(1);
        assertThat(a.work(0).loop.problem()).isEmpty();
        assertThat(owner(IN)).isEqualTo("b");
    }

    @Test
    void takesWhatAnOrderlyStopGivesBack() {
        Process a = new Process("a").doing(IN, OUT);
        Await.until("a does everything", () -> a.does(0) && a.does(1));
        Process b = new Process("b").doing(IN, OUT);
        Await.until("b does something", () -> b.does(0) || b.does(1));

        long before = System.nanoTime();
        a.stop();
        Await.until("b does everything", () -> b.does(0) && b.does(1));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Cores.LEASE_TIME);
    }

    @Test
    void takesTheOthersHalfWhenTheOtherDoesNotWantIt() {
        Process idle = new Process("a");
        Process b = new Process("b").doing(IN, OUT);

        Await.until("b does everything", () -> b.does(0) && b.does(1));
        assertThat(idle.cores.sharing()).isTrue();
    }

    @Test
    void findsALeaseWithoutAnyHint() {
        bus.loseAll();
        Process a = new Process("a").doing(IN);
        Await.until("a does it", () -> a.does(0));
        Process b = new Process("b").doing(IN);

        a.stop();

        Await.until("b does it", () -> b.does(0));
    }

    @Test
    void tellsNobodyWhileItIsAlone() {
        Process a = new Process("a").doing(IN, OUT);
        Await.until("a does everything", () -> a.does(0) && a.does(1));

        a.cores.tell("ns", "batches");

        assertThat(a.hints.told).containsExactly("leases");
    }

    @Test
    void carriesADoorbellToTheOthers() {
        Process a = new Process("a");
        Process b = new Process("b");
        Await.until("a knows b", a.cores::sharing);

        a.cores.tell("ns", "batches");
        a.cores.tell("elsewhere", "batches");
        b.hints.mayHaveMissed();

        assertThat(b.heard).containsExactly("batches", "");
        assertThat(a.heard).isEmpty();
    }

    @Test
    void needsNoHeartbeatWhereItIsTheOnlyProcess() {
        Cores alone = Cores.single(store, "only");
        alone.start();
        JobLease lease = new JobLease(alone, Job.standing("ns", IN));
        AtomicInteger steps = new AtomicInteger();
        try (Loop loop = new Loop("test-only", new Doorbell(), BACK_OFF, lease.guard(() -> {
                    steps.incrementAndGet();
                    return Duration.ofMillis(10);
                }))
                .start()) {
            Await.until("it works", () -> steps.get() > 3);
            assertThat(loop.problem()).isEmpty();
        }

        assertThat(lease.require().owner()).isEqualTo("only");
        assertThat(alone.sharing()).isFalse();
        alone.close();
    }
}
