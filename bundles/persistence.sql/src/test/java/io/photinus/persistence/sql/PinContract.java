package io.photinus.persistence.sql;

import io.photinus.types.Hash;
import io.photinus.types.Pin;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

abstract class PinContract extends StoreContract {
    private static final Hash A = Hash.sha256("a");
    private static final Hash B = Hash.sha256("b");

    private void insert(Pin... pins) {
        run(tx -> tx.pins().insert(ns, List.of(pins)));
    }

    private List<Pin> undispatched(long after) {
        return committed.pins().undispatched(ns, after, 100);
    }

    @Test
    void givesBackPinsInOrderOfArrival() {
        UUID batch = UUID.randomUUID();
        Pin first = samples.pin(A, batch, 0);
        Pin second = samples.pin(B, batch, 1);

        insert(first, second);

        List<Pin> found = undispatched(0);
        assertThat(found).extracting(Pin::index).containsExactly(0L, 1L);
        assertThat(found.get(0))
                .isEqualTo(new Pin(
                        found.get(0).sequence(),
                        ns,
                        true,
                        A,
                        batch,
                        first.batchHash(),
                        0,
                        false,
                        first.signer(),
                        first.created()));
        assertThat(found.get(0).sequence()).isPositive();
        assertThat(undispatched(found.get(0).sequence())).containsExactly(found.get(1));
        assertThat(committed.pins().undispatched(ns, 0, 1)).containsExactly(found.get(0));
        assertThat(committed.pins().undispatched(otherNs, 0, 1)).isEmpty();
    }

    @Test
    void letsTheFirstPinOfABatchWin() {
        UUID batch = UUID.randomUUID();
        insert(samples.pin(A, batch, 0));
        Pin again = new Pin(0, ns, false, A, batch, Hash.sha256("forged"), 0, false, "0xevil", Samples.TIME);

        insert(again, samples.pin(A, batch, 1));

        assertThat(undispatched(0)).hasSize(2).extracting(Pin::signer).containsExactly("0xabc", "0xabc");
    }

    @Test
    void findsTheLowestUndispatchedSequences() {
        UUID one = UUID.randomUUID();
        UUID two = UUID.randomUUID();
        insert(samples.pin(A, one, 0), samples.pin(B, one, 1), samples.pin(A, two, 0));
        List<Long> sequences = undispatched(0).stream().map(Pin::sequence).toList();

        assertThat(committed.pins().lowestUndispatched(ns)).hasValue(sequences.get(0));
        assertThat(committed.pins().lowestUndispatched(ns, List.of(two))).hasValue(sequences.get(2));
        assertThat(committed.pins().lowestUndispatched(ns, List.of(two, one))).hasValue(sequences.get(0));
        assertThat(committed.pins().lowestUndispatched(ns, List.of(UUID.randomUUID())))
                .isEmpty();
        assertThat(committed.pins().lowestUndispatched(otherNs)).isEmpty();
        assertThat(committed.pins().firstUndispatched(ns, List.of(A, B, Hash.sha256("c"))))
                .isEqualTo(Map.of(A, sequences.get(0), B, sequences.get(1)));
        assertThat(committed.pins().firstUndispatched(ns, List.of())).isEmpty();
    }

    @Test
    void dispatchesTheIndexesOfABatch() {
        UUID batch = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        insert(LongStream.range(0, 5)
                .mapToObj(i -> samples.pin(i % 2 == 0 ? A : B, batch, i))
                .toArray(Pin[]::new));
        insert(samples.pin(A, other, 1));

        run(tx -> tx.pins().dispatched(ns, batch, 1, 3));

        assertThat(undispatched(0))
                .extracting(Pin::batch, Pin::index)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(batch, 0L),
                        org.assertj.core.api.Assertions.tuple(batch, 4L),
                        org.assertj.core.api.Assertions.tuple(other, 1L));
        assertThat(committed.pins().countUndispatched(ns)).isEqualTo(3);
        assertThat(committed.pins().countUndispatched(otherNs)).isZero();
    }
}
