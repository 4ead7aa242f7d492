package io.photinus.persistence.sql;

import io.photinus.persistence.EventRepository.NewEvent;
import io.photinus.types.BlockchainEvent;
import io.photinus.types.BlockchainTransactionRef;
import io.photinus.types.Event;
import io.photinus.types.EventType;
import io.photinus.types.TxType;
import io.photinus.types.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

abstract class EventContract extends StoreContract {
    @Test
    void numbersEventsFromOneInOrder() {
        NewEvent first = Samples.event(UUID.randomUUID());
        NewEvent second = new NewEvent(
                UUID.randomUUID(), EventType.TRANSACTION_SUBMITTED, null, null, UUID.randomUUID(), null, Samples.TIME);

        run(tx -> {
            tx.events().append(ns, List.of(first));
            tx.events().append(ns, List.of(second));
        });

        Event found = committed.events().find(ns, first.id()).orElseThrow();
        assertThat(found)
                .isEqualTo(new Event(
                        first.id(),
                        1,
                        first.type(),
                        ns,
                        first.reference(),
                        first.correlator(),
                        null,
                        "orders",
                        Samples.TIME));
        assertThat(committed.events().after(ns, 0, 10)).extracting(Event::id).containsExactly(first.id(), second.id());
        assertThat(committed.events().after(ns, 1, 10)).singleElement().satisfies(event -> assertThat(event.topic())
                .isNull());
        assertThat(committed.events().highest(ns)).isEqualTo(2);
        assertThat(committed.events().highest(otherNs)).isEqualTo(-1);
        assertThat(committed.events().find(otherNs, first.id())).isEmpty();
    }

    @Test
    void writesEventsLastWhereverTheyWereAppended() {
        NewEvent event = Samples.event(UUID.randomUUID());

        boolean visibleInside = write(tx -> {
            tx.events().append(ns, List.of(event));
            return tx.events().find(ns, event.id()).isPresent();
        });

        assertThat(visibleInside).isFalse();
        assertThat(committed.events().find(ns, event.id())).isPresent();
    }

    @Test
    void findsEventsAboutObjectsInOrder() {
        UUID one = UUID.randomUUID();
        UUID two = UUID.randomUUID();
        NewEvent a = Samples.event(one);
        NewEvent rejected =
                new NewEvent(UUID.randomUUID(), EventType.MESSAGE_REJECTED, one, null, null, "orders", Samples.TIME);
        NewEvent b = Samples.event(two);
        run(tx -> tx.events().append(ns, List.of(b, rejected, a)));

        assertThat(committed.events().about(ns, List.of(EventType.MESSAGE_CONFIRMED), List.of(one, two)))
                .extracting(Event::id)
                .containsExactly(b.id(), a.id());
        assertThat(committed
                        .events()
                        .about(ns, List.of(EventType.MESSAGE_CONFIRMED, EventType.MESSAGE_REJECTED), List.of(one)))
                .extracting(Event::id)
                .containsExactly(rejected.id(), a.id());
        assertThat(committed.events().about(ns, List.of(), List.of(one))).isEmpty();
    }

    @Test
    void hasNoGapsAndCommitOrderUnderConcurrentWriters() throws Throwable {
        int writers = 8;
        int each = 150;
        List<CompletableFuture<List<CompletableFuture<Object>>>> all = IntStream.range(0, writers)
                .mapToObj(w -> CompletableFuture.supplyAsync(() -> submitUnits(each)))
                .toList();
        int expected = 0;
        for (CompletableFuture<List<CompletableFuture<Object>>> writer : all) {
            for (CompletableFuture<Object> unit : await(writer)) {
                try {
                    await(unit);
                    expected += 2;
                } catch (IllegalStateException planned) {
                    assertThat(planned).hasMessage("planned");
                }
            }
        }

        List<Event> events = committed.events().after(ns, 0, Integer.MAX_VALUE);

        assertThat(events).hasSize(expected);
        assertThat(events)
                .extracting(Event::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, expected).boxed().toList());
        // The two events of a unit stand together: no other unit came between them.
        for (int i = 0; i < expected; i += 2) {
            assertThat(events.get(i).reference()).isEqualTo(events.get(i + 1).reference());
        }
    }

    private List<CompletableFuture<Object>> submitUnits(int count) {
        List<CompletableFuture<Object>> units = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean fails = i % 10 == 3;
            UUID reference = UUID.randomUUID();
            units.add(store.submit(null, tx -> {
                tx.events().append(ns, List.of(Samples.event(reference), Samples.event(reference)));
                if (fails) {
                    throw new IllegalStateException("planned");
                }
                return null;
            }));
        }
        return units;
    }

    @Test
    void acceptsALedgerEventOncePerListenerAndProtocolId() {
        UUID listener = UUID.randomUUID();
        UUID transaction = UUID.randomUUID();
        BlockchainEvent first = ledgerEvent(null, "000/001", transaction);
        BlockchainEvent repeated = ledgerEvent(null, "000/001", transaction);
        BlockchainEvent ofListener = ledgerEvent(listener, "000/001", transaction);
        BlockchainEvent repeatedOfListener = ledgerEvent(listener, "000/001", transaction);
        run(tx -> tx.blockchainEvents().insert(ns, List.of(first)));

        Set<UUID> fresh =
                write(tx -> tx.blockchainEvents().insert(ns, List.of(repeated, ofListener, repeatedOfListener)));

        assertThat(fresh).containsExactly(ofListener.id());
        assertThat(committed.blockchainEvents().find(ns, first.id())).contains(first);
        assertThat(committed.blockchainEvents().byTransaction(ns, transaction)).containsExactly(first, ofListener);
        assertThat(committed.blockchainEvents().findAll(ns, List.of(first.id(), repeated.id())))
                .containsExactly(first);
        assertThat(committed.blockchainEvents().find(otherNs, first.id())).isEmpty();
    }

    private BlockchainEvent ledgerEvent(UUID listener, String protocolId, UUID transaction) {
        return new BlockchainEvent(
                UUID.randomUUID(),
                "chain0",
                ns,
                "BatchPin",
                listener,
                protocolId,
                JsonObject.of(Map.of("a", "b")),
                JsonObject.of(Map.of("c", "d")),
                Samples.TIME,
                new BlockchainTransactionRef(TxType.BATCH_PIN, transaction, "0x1"));
    }
}
