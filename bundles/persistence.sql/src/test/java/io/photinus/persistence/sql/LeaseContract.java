package io.photinus.persistence.sql;

import io.photinus.persistence.Fence;
import io.photinus.persistence.FencedException;
import io.photinus.persistence.Leases.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

abstract class LeaseContract extends StoreContract {
    private static final Duration LONG = Duration.ofMinutes(1);
    /** Shorter than nothing: whoever was seen before now is gone. */
    private static final Duration LAPSED = Duration.ofMillis(-1);

    private final String p1 = "p1-" + UUID.randomUUID();
    private final String p2 = "p2-" + UUID.randomUUID();

    private Optional<Fence> acquire(String process, Duration timeToLive) {
        return write(tx -> tx.leases().acquire(ns, "job", process, timeToLive));
    }

    @Test
    void givesAFreeLeaseAndGivesItAgainToItsOwner() {
        Fence fence = acquire(p1, LONG).orElseThrow();

        assertThat(fence).isEqualTo(new Fence(ns, "job", p1, 1));
        assertThat(acquire(p1, LONG)).contains(fence);
        assertThat(acquire(p2, LONG)).isEmpty();
    }

    @Test
    void letsALapsedLeaseBeTakenOverInANewEpoch() {
        assertThat(acquire(p1, LONG)).isPresent();

        assertThat(acquire(p2, LAPSED)).contains(new Fence(ns, "job", p2, 2));
        assertThat(acquire(p1, LONG)).isEmpty();
    }

    @Test
    void keepsALeaseAliveByHeartbeats() {
        assertThat(acquire(p1, LONG)).isPresent();

        run(tx -> tx.leases().heartbeat(p1));

        assertThat(acquire(p2, LONG)).isEmpty();
    }

    @Test
    void growsTheEpochWithEveryOwner() {
        Fence first = acquire(p1, LONG).orElseThrow();
        run(tx -> tx.leases().release(first));
        Fence second = acquire(p2, LONG).orElseThrow();

        run(tx -> tx.leases().release(first));
        assertThat(acquire(p1, LONG)).isEmpty();
        run(tx -> tx.leases().release(second));
        Fence third = acquire(p1, LONG).orElseThrow();

        assertThat(second.epoch()).isEqualTo(2);
        assertThat(third.epoch()).isEqualTo(3);
    }

    @Test
    void refusesAUnitWhoseLeaseWasTakenOver() {
        Fence old = acquire(p1, LONG).orElseThrow();
        run(old, tx -> tx.cursors().set(ns, "c", "valid"));
        Fence taken = acquire(p2, LAPSED).orElseThrow();

        assertThatThrownBy(() -> run(old, tx -> tx.cursors().set(ns, "c", "late")))
                .isInstanceOf(FencedException.class);

        assertThat(committed.cursors().get(ns, "c")).contains("valid");
        run(taken, tx -> tx.cursors().set(ns, "c", "new owner"));
        assertThat(committed.cursors().get(ns, "c")).contains("new owner");
    }

    @Test
    void noticesATakeOverWithinTheSameCommit() throws Throwable {
        Fence old = acquire(p1, LONG).orElseThrow();
        Gate gate = Gate.closing(store);

        var before = store.submit(old, tx -> "done");
        var takeOver = store.submit(null, tx -> tx.leases().acquire(ns, "job", p2, LAPSED));
        var after = store.submit(old, tx -> "too late");
        gate.open();

        assertThat(await(before)).isEqualTo("done");
        assertThat(await(takeOver)).isPresent();
        assertThatThrownBy(() -> await(after)).isInstanceOf(FencedException.class);
    }

    @Test
    void tellsWhichOfSeveralFencesAreValid() {
        Fence mine = acquire(p1, LONG).orElseThrow();
        Fence free = write(tx -> tx.leases().acquire(ns, "free", p1, LONG)).orElseThrow();
        Fence lost = write(tx -> tx.leases().acquire(ns, "lost", p1, LONG)).orElseThrow();
        run(tx -> tx.leases().release(free));
        Optional<Fence> taken = write(tx -> tx.leases().acquire(ns, "lost", p2, LAPSED));
        assertThat(taken).isPresent();

        Set<Fence> valid = write(tx -> tx.leases().valid(List.of(mine, free, lost)));
        Set<Fence> none = write(tx -> tx.leases().valid(List.of()));

        assertThat(valid).containsExactly(mine);
        assertThat(none).isEmpty();
    }

    @Test
    void showsEveryLeaseWithItsOwner() {
        Fence held = acquire(p1, LONG).orElseThrow();
        Fence free = write(tx -> tx.leases().acquire(ns, "free", p2, LONG)).orElseThrow();
        run(tx -> tx.leases().release(free));

        assertThat(committed.leases().all().stream()
                        .filter(lease -> lease.namespace().equals(ns)))
                .containsExactly(
                        new Lease(ns, "free", "", free.epoch()), new Lease(ns, "job", held.owner(), held.epoch()));
    }

    @Test
    void forgetsALeaseThatIsGivenUp() {
        Fence old = acquire(p1, LONG).orElseThrow();
        Fence taken = acquire(p2, LAPSED).orElseThrow();

        run(tx -> tx.leases().giveUp(old));
        assertThat(acquire(p1, LONG)).isEmpty();
        run(tx -> tx.leases().giveUp(taken));

        assertThat(committed.leases().all())
                .noneMatch(lease -> lease.namespace().equals(ns));
        assertThat(acquire(p1, LONG)).contains(new Fence(ns, "job", p1, 1));
    }

    @Test
    void fencesWhoeverHoldsARemovedLease() {
        Fence old = acquire(p1, LONG).orElseThrow();

        run(tx -> tx.leases().remove(ns, "job"));

        assertThatThrownBy(() -> run(old, tx -> tx.cursors().set(ns, "c", "late")))
                .isInstanceOf(FencedException.class);
        assertThat(committed.leases().all())
                .noneMatch(lease -> lease.namespace().equals(ns));
    }

    @Test
    void showsTheProcessesThatWereSeenLately() {
        run(tx -> tx.leases().heartbeat(p1));

        assertThat(committed.leases().processes(LONG))
                .filteredOn(process -> process.id().equals(p1))
                .singleElement()
                .satisfies(process -> assertThat(process.silence()).isBetween(Duration.ZERO, LONG));
        assertThat(committed.leases().processes(LAPSED)).isEmpty();
    }

    @Test
    void forgetsProcessesThatWereSilentForLong() {
        run(tx -> tx.leases().heartbeat(p1));

        run(tx -> tx.leases().forgetProcesses(LONG));
        assertThat(committed.leases().processes(LONG))
                .anyMatch(process -> process.id().equals(p1));

        run(tx -> tx.leases().forgetProcesses(LAPSED));
        assertThat(committed.leases().processes(LONG))
                .noneMatch(process -> process.id().equals(p1));
    }
}
