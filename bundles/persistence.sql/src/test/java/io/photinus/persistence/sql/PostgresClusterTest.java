package io.photinus.persistence.sql;

import io.photinus.persistence.Fence;
import io.photinus.persistence.FencedException;
import io.photinus.persistence.Repositories;
import io.photinus.persistence.Store;
import io.photinus.persistence.StoreUnavailableException;
import io.photinus.types.Event;
import io.photinus.types.MessageState;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Several stores on one database, as several processes have them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class PostgresClusterTest {
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    private PostgresTestDatabase first;
    private PostgresTestDatabase second;
    private Store a;
    private Store b;
    private Repositories committed;
    private String ns;

    @BeforeAll
    void openStores() {
        first = new PostgresTestDatabase();
        second = new PostgresTestDatabase(first.url());
        a = StoreContract.openStore(first, SqlStore.Limits.USUAL);
        b = StoreContract.openStore(second, SqlStore.Limits.USUAL);
        committed = Committed.of(a);
    }

    @AfterAll
    void closeStores() {
        a.close();
        b.close();
        first.close();
        second.close();
    }

    @BeforeEach
    void freshNamespace() {
        ns = "cluster" + NAMESPACES.incrementAndGet();
    }

    private static CompletableFuture<UUID> append(Store store, String namespace) {
        UUID reference = UUID.randomUUID();
        return store.submit(null, tx -> {
            tx.events().append(namespace, List.of(Samples.event(reference)));
            return reference;
        });
    }

    @Test
    void showsAFollowerEveryEventOnceAndInOrder() throws Exception {
        int writers = 6;
        int each = 150;
        List<Thread> threads = new ArrayList<>();
        List<CompletableFuture<List<UUID>>> written = new ArrayList<>();
        List<Store> lanes = new ArrayList<>();
        for (int w = 0; w < writers; w++) {
            Store lane = (w % 2 == 0 ? a : b).lane("lane" + w);
            lanes.add(lane);
            CompletableFuture<List<UUID>> done = new CompletableFuture<>();
            written.add(done);
            int writer = w;
            threads.add(new Thread(() -> {
                try {
                    List<CompletableFuture<UUID>> units = new ArrayList<>();
                    for (int i = 0; i < each; i++) {
                        units.add(append(lane, ns));
                        if (i % 10 == writer) {
                            lane.submit(null, tx -> {
                                tx.events().append(ns, List.of(Samples.event(UUID.randomUUID())));
                                throw new IllegalStateException("of no consequence");
                            });
                        }
                        if (i % 40 == 0) {
                            units.get(i).get(30, TimeUnit.SECONDS);
                        }
                    }
                    List<UUID> references = new ArrayList<>();
                    for (CompletableFuture<UUID> unit : units) {
                        references.add(unit.get(30, TimeUnit.SECONDS));
                    }
                    done.complete(references);
                } catch (Exception failed) {
                    done.completeExceptionally(failed);
                }
            }));
        }

        threads.forEach(Thread::start);
        List<Event> followed = new ArrayList<>();
        long cursor = 0;
        while (followed.size() < writers * each) {
            List<Event> page = committed.events().after(ns, cursor, 50);
            followed.addAll(page);
            cursor = page.isEmpty() ? cursor : page.get(page.size() - 1).sequence();
            assertThat(written).noneMatch(CompletableFuture::isCompletedExceptionally);
        }
        for (Thread thread : threads) {
            thread.join();
        }

        List<UUID> references = new ArrayList<>();
        for (CompletableFuture<List<UUID>> done : written) {
            references.addAll(done.get());
        }
        assertThat(committed.events().after(ns, cursor, 50)).isEmpty();
        assertThat(followed.stream().map(Event::sequence))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, writers * each).boxed().toList());
        assertThat(followed.stream().map(Event::reference)).containsExactlyInAnyOrderElementsOf(references);
        lanes.forEach(Store::close);
    }

    @Test
    void letsNoEventPassOneThatMayStillBeCommitted() throws Exception {
        UUID early = UUID.randomUUID();
        CompletableFuture<UUID> late;
        try (Connection other = PostgresTestDatabase.source(first.url()).getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("insert into counters values ('" + ns + "', 'events', 1)");
            statement.execute("insert into events (namespace, sequence, id, type, reference, topic, created) values ('"
                    + ns + "', 1, '" + UUID.randomUUID() + "', 'message_confirmed', '" + early + "', '', 1)");
            late = append(a.lane("late"), ns);

            assertThatThrownBy(() -> late.get(300, TimeUnit.MILLISECONDS))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
            assertThat(committed.events().after(ns, 0, 10)).isEmpty();
            other.commit();
        }

        UUID second = late.get(20, TimeUnit.SECONDS);
        assertThat(committed.events().after(ns, 0, 10))
                .extracting(Event::reference)
                .containsExactly(early, second);
    }

    @Test
    void runsADeadlockVictimAgain() throws Exception {
        CyclicBarrier met = new CyclicBarrier(2);
        AtomicInteger runs = new AtomicInteger();
        AtomicInteger rung = new AtomicInteger();

        var one = a.submit(null, opposite("x", "y", met, runs, rung));
        var two = b.submit(null, opposite("y", "x", met, runs, rung));

        assertThat(one.get(30, TimeUnit.SECONDS)).isEqualTo("done");
        assertThat(two.get(30, TimeUnit.SECONDS)).isEqualTo("done");
        assertThat(runs.get()).isGreaterThan(2);
        assertThat(committed.cursors().get(ns, "x")).isPresent();
        assertThat(committed.cursors().get(ns, "y")).isPresent();
        assertThat(committed.events().after(ns, 0, 10))
                .extracting(Event::sequence)
                .containsExactly(1L, 2L);
        assertThat(rung).hasValue(2);
    }

    /** Locks two rows, one after the other; the first time not before another has locked its first too. */
    private Store.Work<String> opposite(
            String firstRow, String secondRow, CyclicBarrier met, AtomicInteger runs, AtomicInteger rung) {
        AtomicInteger own = new AtomicInteger();
        return tx -> {
            runs.incrementAndGet();
            tx.events().append(ns, List.of(Samples.event(UUID.randomUUID())));
            tx.afterCommit(rung::incrementAndGet);
            tx.cursors().set(ns, firstRow, firstRow);
            if (own.getAndIncrement() == 0) {
                try {
                    met.await(20, TimeUnit.SECONDS);
                } catch (Exception failed) {
                    throw new IllegalStateException(failed);
                }
            }
            tx.cursors().set(ns, secondRow, firstRow);
            return "done";
        };
    }

    @Test
    void countsForNamespacesTakenInOppositeOrder() throws Exception {
        List<CompletableFuture<String>> units = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            for (Store store : List.of(a, b)) {
                boolean forth = store == a;
                units.add(store.submit(null, tx -> {
                    tx.events().append(forth ? ns : ns + "z", List.of(Samples.event(UUID.randomUUID())));
                    tx.events().append(forth ? ns + "z" : ns, List.of(Samples.event(UUID.randomUUID())));
                    return "done";
                }));
            }
        }
        for (CompletableFuture<String> unit : units) {
            unit.get(30, TimeUnit.SECONDS);
        }

        for (String each : List.of(ns, ns + "z")) {
            assertThat(committed.events().after(each, 0, 1000).stream().map(Event::sequence))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 200).boxed().toList());
        }
    }

    @Test
    void keepsLanesApartAndInOrder() throws Exception {
        Store busy = a.lane(ns + "busy");
        Store free = a.lane(ns + "free");
        Store again = a.lane(ns + "busy");
        Gate gate = Gate.closing(busy);

        var waiting = again.submit(null, tx -> "after the gate");
        String meanwhile = free.write(null, tx -> "at once");

        assertThat(meanwhile).isEqualTo("at once");
        assertThat(waiting).isNotDone();
        gate.open();
        assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo("after the gate");
        busy.close();
        busy.close();
        assertThat(busy.submit(null, tx -> "")).isCompletedExceptionally();
        String still = again.write(null, tx -> "still open");
        assertThat(still).isEqualTo("still open");
        again.close();
        free.close();
        assertThat(a.<String>write(null, tx -> "the store too")).isEqualTo("the store too");
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().contains(ns + "busy-writer") && thread.isAlive());
    }

    @Test
    void finishesWhatALaneHasQueuedWhenItCloses() throws Exception {
        Store lane = a.lane(ns);
        Gate gate = Gate.closing(lane);
        CompletableFuture<UUID> queued = append(lane, ns);
        CompletableFuture<Void> closed = CompletableFuture.runAsync(lane::close);
        gate.open();

        closed.get(20, TimeUnit.SECONDS);

        assertThat(queued).isCompleted();
        assertThat(committed.events().highest(ns)).isEqualTo(1);
    }

    @Test
    void takesALeaseOverFromAProcessThatStoppedInTheMiddleOfAUnit() throws Exception {
        // The process says what it has reached, line by line.
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LeaseHolder.class.getName(),
                        first.url(),
                        ns)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader says =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(says.readLine()).isEqualTo("inside");
            signal(process, "STOP");
            long stopped = System.nanoTime();

            Optional<Fence> taken = Optional.empty();
            while (taken.isEmpty()) {
                taken = b.write(null, tx -> tx.leases().acquire(ns, "job", "successor", Duration.ofSeconds(3)));
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - stopped);
            Fence fence = taken.get();
            b.<Object>write(fence, tx -> {
                tx.cursors().set(ns, "c", "successor");
                return null;
            });
            signal(process, "CONT");

            assertThat(says.readLine())
                    .isIn(FencedException.class.getSimpleName(), StoreUnavailableException.class.getSimpleName());
            assertThat(says.readLine()).isEqualTo(FencedException.class.getSimpleName());
            assertThat(waited).isLessThan(Duration.ofSeconds(5));
            assertThat(fence.epoch()).isEqualTo(2);
            assertThat(committed.cursors().get(ns, "c")).contains("successor");
            assertThat(committed.events().highest(ns)).isEqualTo(-1);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static void signal(Process process, String signal) throws Exception {
        int code = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
        assertThat(code).isZero();
    }

    /** Takes a lease, heartbeats, and stays inside a unit until it has been stopped for a while. */
    static final class LeaseHolder {
        private LeaseHolder() {}

        public static void main(String[] args) throws Exception {
            try (PostgresTestDatabase database = new PostgresTestDatabase(args[0]);
                    Store store = StoreContract.openStore(database, SqlStore.Limits.USUAL)) {
                Fence fence = store.write(
                                null, tx -> tx.leases().acquire(args[1], "job", "holder", Duration.ofSeconds(3)))
                        .orElseThrow();
                say(store, fence, args[1], true);
                say(store, fence, args[1], false);
            }
        }

        private static void say(Store store, Fence fence, String ns, boolean waits) {
            try {
                store.write(fence, tx -> {
                    tx.cursors().set(ns, "c", "holder");
                    tx.events().append(ns, List.of(Samples.event(UUID.randomUUID())));
                    if (waits) {
                        System.out.println("inside");
                        awaitAJump();
                    }
                    tx.cursors().set(ns, "d", "holder");
                    return "";
                });
                System.out.println("committed");
            } catch (RuntimeException refused) {
                System.out.println(refused.getClass().getSimpleName());
            }
        }

        /** Returns when this process has been stopped and continued: the clock jumps between two looks at it. */
        private static void awaitAJump() {
            long before = System.nanoTime();
            while (true) {
                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                long now = System.nanoTime();
                if (now - before > 1_500_000_000L) {
                    return;
                }
                before = now;
            }
        }
    }

    @Test
    void losesNothingThatWasAcknowledgedWhenTheServerIsKilled() throws Exception {
        try (var server = io.photinus.tools.postgres.PostgresServer.temporary()
                        .withoutFsync()
                        .start();
                PostgresTestDatabase own = new PostgresTestDatabase(PostgresTestDatabase.freshUrl(server));
                Store store = StoreContract.openStore(own, SqlStore.Limits.USUAL)) {
            List<UUID> acknowledged = java.util.Collections.synchronizedList(new ArrayList<>());
            AtomicInteger refused = new AtomicInteger();
            java.util.concurrent.atomic.AtomicBoolean ended = new java.util.concurrent.atomic.AtomicBoolean();
            List<Thread> writers = new ArrayList<>();
            List<Throwable> wrong = java.util.Collections.synchronizedList(new ArrayList<>());
            for (int w = 0; w < 4; w++) {
                Store lane = store.lane("lane" + w % 2);
                Thread writer = new Thread(() -> {
                    Samples samples = new Samples(ns);
                    while (!ended.get()) {
                        var message = samples.message(MessageState.READY);
                        try {
                            lane.<Object>write(null, tx -> {
                                tx.messages().insert(ns, List.of(Samples.item(message)));
                                tx.events().append(ns, List.of(Samples.event(message.id())));
                                return null;
                            });
                            acknowledged.add(message.id());
                        } catch (StoreUnavailableException away) {
                            refused.incrementAndGet();
                        } catch (RuntimeException unexpected) {
                            wrong.add(unexpected);
                        }
                    }
                });
                writers.add(writer);
                writer.start();
            }

            awaitMore(acknowledged, 100);
            server.kill();
            awaitMore(refused);
            server.start();
            awaitMore(acknowledged, 100);
            ended.set(true);
            for (Thread writer : writers) {
                writer.join();
            }

            Repositories visible = Committed.of(store);
            assertThat(wrong).isEmpty();
            assertThat(visible.messages().findAll(ns, acknowledged)).hasSameSizeAs(acknowledged);
            List<Event> events = visible.events().after(ns, 0, Integer.MAX_VALUE);
            assertThat(events.stream().map(Event::reference)).containsAll(acknowledged);
            assertThat(events.stream().map(Event::sequence))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, events.size()).boxed().toList());
            assertThat(visible.messages()
                            .findAll(ns, events.stream().map(Event::reference).toList()))
                    .hasSameSizeAs(events);
        }
    }

    private static void awaitMore(List<?> growing, int by) {
        int from = growing.size();
        await(() -> growing.size() >= from + by);
    }

    private static void awaitMore(AtomicInteger growing) {
        int from = growing.get();
        await(() -> growing.get() > from);
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("nothing happened in time").isLessThan(end);
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }

    @Test
    void failsAUnitWhoseConnectionIsCutAndGoesOn() throws Exception {
        try (Connection admin = PostgresTestDatabase.source(first.url()).getConnection();
                Statement statement = admin.createStatement()) {
            AtomicInteger runs = new AtomicInteger();
            CompletableFuture<String> cut = a.submit(null, tx -> {
                tx.cursors().set(ns, "c", "1");
                if (runs.getAndIncrement() == 0) {
                    endOthers(statement);
                }
                tx.cursors().set(ns, "c", "2");
                return "";
            });

            assertThatThrownBy(() -> cut.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(StoreUnavailableException.class);
            assertThat(a.<String>write(null, tx -> "again")).isEqualTo("again");
            assertThat(committed.cursors().get(ns, "c")).isEmpty();
        }
    }

    @Test
    void saysThatItCannotKnowWhenTheConnectionIsCutInsideTheCommit() throws Exception {
        try (Connection admin = PostgresTestDatabase.source(first.url()).getConnection();
                Statement statement = admin.createStatement()) {
            // A commit that lasts: this runs in it.
            statement.execute("create function linger() returns trigger language plpgsql as"
                    + " $$ begin perform pg_sleep(60); return null; end $$");
            statement.execute("create constraint trigger linger after insert on cursors deferrable initially deferred"
                    + " for each row when (new.name = 'lingers') execute function linger()");
            CompletableFuture<String> cut = a.submit(null, tx -> {
                tx.cursors().set(ns, "lingers", "1");
                return "";
            });

            await(() -> endCommitting(statement));

            assertThatThrownBy(() -> cut.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("whose outcome is unknown");
            assertThat(a.<String>write(null, tx -> "again")).isEqualTo("again");
            statement.execute("drop trigger linger on cursors");
        }
    }

    /** Ends the connection that is in its commit; false when none is there yet. */
    private static boolean endCommitting(Statement statement) {
        try (ResultSet ended = statement.executeQuery("select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                + " where datname = current_database() and query ilike 'commit' and state = 'active'"
                + " and wait_event = 'PgSleep'")) {
            return ended.next();
        } catch (java.sql.SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void endOthers(Statement statement) {
        try {
            statement.execute("select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid() and state like 'idle in%'");
        } catch (java.sql.SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
