package io.photinus.persistence.sql;

import io.photinus.persistence.EventRepository.NewEvent;
import io.photinus.persistence.Repositories;
import io.photinus.persistence.Store;
import io.photinus.persistence.StoreStatistics;
import io.photinus.persistence.StoreUnavailableException;
import io.photinus.types.Event;
import io.photinus.types.Message;
import io.photinus.types.MessageState;
import io.photinus.types.OpStatus;
import io.photinus.types.OpType;
import io.photinus.types.Operation;
import io.photinus.types.error.NodeProblem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.photinus.persistence.sql.Samples.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

abstract class UnitOfWorkContract extends StoreContract {
    private CompletableFuture<String> set(String cursor, String position) {
        return store.submit(null, tx -> {
            tx.cursors().set(ns, cursor, position);
            return position;
        });
    }

    private String position(String cursor) {
        return committed.cursors().get(ns, cursor).orElse(null);
    }

    @Test
    void failsABadUnitAloneAndLeavesNothingOfIt() throws Throwable {
        Message message = samples.message(MessageState.READY);
        Operation twice = samples.operation(OpType.BLOCKCHAIN_INVOKE, OpStatus.INITIALIZED);
        AtomicInteger rung = new AtomicInteger();
        StoreStatistics before = store.statistics();
        Gate gate = Gate.closing(store);

        var first = set("first", "1");
        var thrown = store.submit(null, tx -> {
            tx.messages().insert(ns, List.of(item(message)));
            tx.events().append(ns, List.of(Samples.event(message.id())));
            tx.afterCommit(rung::incrementAndGet);
            throw new IllegalArgumentException("bad");
        });
        var constraint = store.submit(null, tx -> {
            tx.cursors().set(ns, "constraint", "x");
            tx.operations().insert(ns, List.of(twice, twice));
            return null;
        });
        var last = set("last", "2");
        gate.open();

        assertThat(await(first)).isEqualTo("1");
        assertThatThrownBy(() -> await(thrown))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bad");
        assertThatThrownBy(() -> await(constraint)).hasMessageContaining("operations");
        assertThat(await(last)).isEqualTo("2");
        assertThat(position("first")).isEqualTo("1");
        assertThat(position("last")).isEqualTo("2");
        assertThat(position("constraint")).isNull();
        assertThat(committed.messages().find(ns, message.id())).isEmpty();
        assertThat(committed.events().highest(ns)).isEqualTo(-1);
        assertThat(committed.operations().find(ns, twice.id())).isEmpty();
        assertThat(rung).hasValue(0);
        StoreStatistics after = store.statistics();
        assertThat(after.commits() - before.commits()).isEqualTo(2);
        assertThat(after.units() - before.units()).isEqualTo(5);
        assertThat(after.statements()).isGreaterThan(before.statements());
    }

    @Test
    void runsTheUnitsOfAGroupAgainWhenOneFails() throws Throwable {
        AtomicInteger runs = new AtomicInteger();
        AtomicInteger rung = new AtomicInteger();
        Gate gate = Gate.closing(store);
        var good = store.submit(null, tx -> {
            tx.cursors().set(ns, "runs", String.valueOf(runs.incrementAndGet()));
            tx.events().append(ns, List.of(Samples.event(UUID.randomUUID())));
            tx.afterCommit(rung::incrementAndGet);
            return runs.get();
        });
        var bad = store.submit(null, tx -> {
            tx.events().append(ns, List.of(Samples.event(UUID.randomUUID())));
            throw new IllegalArgumentException("bad");
        });
        var last = store.submit(null, tx -> {
            tx.events().append(ns, List.of(Samples.event(UUID.randomUUID())));
            return "last";
        });
        gate.open();

        assertThat(await(good)).isEqualTo(2);
        assertThatThrownBy(() -> await(bad)).hasMessage("bad");
        assertThat(await(last)).isEqualTo("last");
        assertThat(position("runs")).isEqualTo("2");
        assertThat(rung).hasValue(1);
        assertThat(committed.events().after(ns, 0, 10))
                .extracting(Event::sequence)
                .containsExactly(1L, 2L);
    }

    @Test
    void writesTheEventsOfAGroupAtItsEnd() throws Throwable {
        Gate gate = Gate.closing(store);
        List<CompletableFuture<UUID>> units = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            units.add(store.submit(null, tx -> {
                UUID reference = UUID.randomUUID();
                tx.events().append(ns, List.of(Samples.event(reference)));
                return reference;
            }));
        }
        StoreStatistics before = store.statistics();
        gate.open();

        List<UUID> references = new ArrayList<>();
        for (CompletableFuture<UUID> unit : units) {
            references.add(await(unit));
        }
        // One for the counter and one for the rows.
        assertThat(store.statistics().statements() - before.statements()).isEqualTo(2);
        assertThat(committed.events().after(ns, 0, 100))
                .extracting(Event::reference)
                .containsExactlyElementsOf(references);
    }

    @Test
    void refusesAGroupsEventsWithTheUnitThatAppendedThem() throws Throwable {
        Gate gate = Gate.closing(store);
        NewEvent twice = Samples.event(UUID.randomUUID());
        var good = store.submit(null, tx -> {
            tx.events().append(ns, List.of(Samples.event(UUID.randomUUID())));
            return "good";
        });
        var bad = store.submit(null, tx -> {
            tx.events().append(ns, List.of(twice, twice));
            return "bad";
        });
        gate.open();

        assertThat(await(good)).isEqualTo("good");
        assertThatThrownBy(() -> await(bad)).hasMessageContaining("events");
        assertThat(committed.events().highest(ns)).isEqualTo(1);
    }

    @Test
    void endsAQueryWhoseTimeIsUp() {
        assertThatThrownBy(() -> store.read(Duration.ofMillis(50), r -> {
                    while (true) {
                        r.events().highest(ns);
                    }
                }))
                .isInstanceOf(NodeProblem.class)
                .hasMessageStartingWith("FF00166: The request ran longer than its time limit of 50ms: FF00176");
        assertThat(store.<Long>read(Duration.ofMinutes(1), r -> r.events().highest(ns)))
                .isEqualTo(-1);
        assertThat(committed.events().highest(ns)).isEqualTo(-1);
    }

    @Test
    void givesLanesThatEndWithoutTheStore() throws Throwable {
        Store lane = store.lane("lane");
        Store same = store.lane("lane");
        assertThat(lane.<String>write(null, tx -> "written")).isEqualTo("written");
        Gate gate = Gate.closing(lane);
        var queued = lane.submit(null, tx -> "queued");
        CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> {
            same.close();
            lane.close();
            lane.close();
        });
        gate.open();

        await(closed);
        assertThat(queued).isCompleted();
        assertThatThrownBy(() -> await(lane.submit(null, tx -> ""))).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> lane.read(r -> "")).isInstanceOf(StoreUnavailableException.class);
        assertThat(store.<String>write(null, tx -> "still open")).isEqualTo("still open");
        Store again = store.lane("lane");
        assertThat(again.<String>write(null, tx -> "again")).isEqualTo("again");
        again.close();
    }

    @Test
    void failsALoneUnitAndGoesOn() {
        assertThatThrownBy(() -> run(tx -> {
                    tx.cursors().set(ns, "c", "1");
                    throw new IllegalStateException("bad");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(position("c")).isNull();
        run(tx -> tx.cursors().set(ns, "c", "2"));
        assertThat(position("c")).isEqualTo("2");
    }

    @Test
    void runsUnitsInTheOrderInWhichTheyWereQueued() throws Throwable {
        List<Integer> order = new ArrayList<>();
        List<CompletableFuture<Boolean>> units = new ArrayList<>();
        for (int i = 0; i < 1200; i++) {
            int number = i;
            units.add(store.submit(null, tx -> order.add(number)));
        }
        for (CompletableFuture<Boolean> unit : units) {
            await(unit);
        }

        assertThat(order).hasSize(1200).isSorted();
    }

    @Test
    void ringsAfterTheCommitAndTheSameBellOnce() throws Throwable {
        AtomicInteger rings = new AtomicInteger();
        AtomicReference<String> seen = new AtomicReference<>();
        CountDownLatch rung = new CountDownLatch(1);
        Runnable bell = () -> {
            rings.incrementAndGet();
            seen.set(CompletableFuture.supplyAsync(() -> position("c")).join());
            rung.countDown();
        };
        Gate gate = Gate.closing(store);

        var one = store.submit(null, tx -> {
            tx.cursors().set(ns, "c", "committed");
            tx.afterCommit(bell);
            return rings.get();
        });
        var two = store.submit(null, tx -> {
            tx.afterCommit(bell);
            tx.afterCommit(bell);
            return rings.get();
        });
        gate.open();

        assertThat(await(one)).isZero();
        assertThat(await(two)).isZero();
        assertThat(rung.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).hasValue("committed");
        assertThat(rings).hasValue(1);
    }

    @Test
    void completesAFutureOnlyWhenItsWritesAreVisible() throws Throwable {
        for (int i = 0; i < 50; i++) {
            String expected = String.valueOf(i);
            CompletableFuture<String> seen = set("c", expected).thenApply(done -> position("c"));
            assertThat(seen.get(20, TimeUnit.SECONDS)).isEqualTo(expected);
        }
    }

    @Test
    void isNotHeldUpByASlowDependent() throws Throwable {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        Gate gate = Gate.closing(store);
        CompletableFuture<Void> slow = set("slow", "1").thenAccept(done -> {
            held.countDown();
            try {
                assertThat(release.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        gate.open();
        boolean reached = held.await(20, TimeUnit.SECONDS);

        run(tx -> tx.cursors().set(ns, "c", "meanwhile"));

        assertThat(reached).isTrue();
        assertThat(position("c")).isEqualTo("meanwhile");
        release.countDown();
        await(slow);
    }

    @Test
    void refusesWritesInsideAQuery() {
        assertThatThrownBy(() -> committed.messages().insert(ns, List.of())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.read(r -> {
                    r.cursors().set(ns, "c", "1");
                    return null;
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.read(r -> {
                    r.events().append(ns, List.of());
                    return null;
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(position("c")).isNull();
    }

    @Test
    void refusesUseAfterTheUnitIsOver() {
        Repositories escaped = write(tx -> tx);

        assertThatThrownBy(() -> escaped.cursors().get(ns, "c")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesToWaitForItself() {
        assertThatThrownBy(() -> run(tx -> run(inner -> {}))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> run(tx -> position("c"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesMoreThanTheQueueHolds(@TempDir Path directory) throws Throwable {
        try (TestDatabase own = open(directory);
                Store small = openStore(own, new SqlStore.Limits(3, 500, Duration.ofSeconds(10)))) {
            Gate gate = Gate.closing(small);
            List<CompletableFuture<Object>> accepted = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                accepted.add(small.submit(null, tx -> null));
            }

            CompletableFuture<Object> refused = small.submit(null, tx -> null);

            assertThat(refused).isCompletedExceptionally();
            assertThatThrownBy(() -> await(refused)).isInstanceOf(StoreUnavailableException.class);
            assertThat(small.statistics().queued()).isEqualTo(3);
            gate.open();
            for (CompletableFuture<Object> unit : accepted) {
                await(unit);
            }
        }
    }

    @Test
    void finishesWhatIsQueuedWhenItCloses(@TempDir Path directory) throws Throwable {
        try (TestDatabase own = open(directory)) {
            Store closing = openStore(own, SqlStore.Limits.USUAL);
            Gate gate = Gate.closing(closing);
            CompletableFuture<Object> queued = closing.submit(null, tx -> {
                tx.cursors().set(ns, "c", "written");
                return null;
            });
            CompletableFuture<Void> closed = CompletableFuture.runAsync(closing::close);
            gate.open();
            await(closed);

            await(queued);
            assertThatThrownBy(() -> await(closing.submit(null, tx -> null)))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> closing.read(r -> r.cursors().get(ns, "c")))
                    .isInstanceOf(StoreUnavailableException.class);
            closing.close();
            try (Store next = openStore(own, SqlStore.Limits.USUAL)) {
                assertThat(Committed.of(next).cursors().get(ns, "c")).contains("written");
            }
            // Those that remain belong to the store that this class has open.
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().startsWith("photinus-store-"))
                    .filteredOn(UnitOfWorkContract::survives)
                    .hasSizeLessThanOrEqualTo(3);
        }
    }

    /** A thread that was told to end may still be on its last instructions. */
    private static boolean survives(Thread thread) {
        try {
            thread.join(200);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return thread.isAlive();
    }

    @Test
    void reportsADatabaseThatIsGone(@TempDir Path directory) {
        TestDatabase own = open(directory);
        try (Store orphan = openStore(own, SqlStore.Limits.USUAL)) {
            orphan.write(null, tx -> tx.events().highest(ns));
            own.close();

            assertThatThrownBy(() -> orphan.read(r -> r.events().highest(ns)))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> orphan.write(null, tx -> tx.events().highest(ns)))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> orphan.write(null, tx -> tx.events().highest(ns)))
                    .isInstanceOf(StoreUnavailableException.class);
        }
    }

    @Test
    void failsEveryUnitOfAGroupWhoseTransactionBreaks() throws Throwable {
        AtomicInteger rung = new AtomicInteger();
        Gate gate = Gate.closing(store);
        var before = set("c", "1");
        var breaking = store.submit(null, tx -> {
            tx.afterCommit(rung::incrementAndGet);
            throw new IllegalStateException(new java.sql.SQLTransientConnectionException("connection lost"));
        });
        var behind = set("d", "2");
        gate.open();

        assertThatThrownBy(() -> await(before)).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> await(breaking)).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> await(behind)).isInstanceOf(StoreUnavailableException.class);
        assertThat(position("c")).isNull();
        assertThat(position("d")).isNull();
        assertThat(rung).hasValue(0);
        assertThat(await(set("c", "again"))).isEqualTo("again");
    }
}
