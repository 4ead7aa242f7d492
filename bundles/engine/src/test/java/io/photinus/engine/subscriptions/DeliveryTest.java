package io.photinus.engine.subscriptions;

import io.photinus.persistence.StoreUnavailableException;
import io.photinus.plugin.transport.Delivery;
import io.photinus.types.EnrichedEvent;
import io.photinus.types.Event;
import io.photinus.types.Subscription;
import io.photinus.types.SubscriptionFilter;
import io.photinus.types.SubscriptionRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeliveryTest {
    private final World world = new World();
    private final FakeTransport transport = world.transport;

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void deliversOneAtATimeInOrder() {
        world.create("app", "{\"firstEvent\":\"oldest\"}");
        world.startDurable("c1", "app");
        world.append("a", "b", "c");

        Delivery first = transport.next("c1");
        world.settle();

        assertThat(first.events().get(0).topic()).isEqualTo("a");
        assertThat(transport.idle("c1")).isTrue();
        transport.acknowledge(first);
        assertThat(transport.take("c1")).isEqualTo("b");
        assertThat(transport.take("c1")).isEqualTo("c");
    }

    @Test
    void namesTheSubscriptionInEveryEvent() {
        Subscription created = world.create("app", "{}");
        SubscriptionRef answered = world.startDurable("c1", "app");
        Event event = world.append("a").get(0);

        Delivery delivery = transport.next("c1");

        assertThat(answered).isEqualTo(new SubscriptionRef(created.id(), "ns1", "app"));
        assertThat(delivery.subscription()).isEqualTo(answered);
        assertThat(delivery.id()).isEqualTo(event.id());
        assertThat(delivery.batch()).isFalse();
        assertThat(delivery.events()).extracting(EnrichedEvent::subscription).containsExactly(answered);
    }

    @Test
    void commitsThePositionBeforeTheWindowIsFilledAgain() {
        Subscription app = world.create("app", "{\"firstEvent\":\"oldest\"}");
        List<String> atDelivery = new ArrayList<>();
        transport.onDeliver = delivery -> atDelivery.add(Objects.toString(world.store.position(app.id())));
        world.append("a", "b", "c");
        world.startDurable("c1", "app");

        transport.take("c1");
        transport.take("c1");
        transport.next("c1");

        assertThat(atDelivery).containsExactly("null", "0", "1");
    }

    @Test
    void keepsTheWindowShutWhileTheCommitFails() {
        Subscription app = world.create("app", "{\"firstEvent\":\"oldest\"}");
        AtomicInteger failures = new AtomicInteger();
        world.store.beforePositions = () -> {
            if (failures.incrementAndGet() <= 2) {
                throw new StoreUnavailableException("the database is away");
            }
        };
        world.append("a", "b");
        world.startDurable("c1", "app");

        transport.take("c1");
        transport.next("c1");

        assertThat(failures.get()).isEqualTo(3);
        assertThat(world.store.position(app.id())).isEqualTo("0");
    }

    @Test
    void readAheadWidensTheWindow() {
        world.create("app", "{\"firstEvent\":\"oldest\",\"readAhead\":2}");
        world.startDurable("c1", "app");
        world.append("a", "b", "c", "d", "e");

        Delivery first = transport.next("c1");
        assertThat(transport.topic("c1")).isEqualTo("b");
        assertThat(transport.topic("c1")).isEqualTo("c");
        world.settle();
        assertThat(transport.idle("c1")).isTrue();

        transport.acknowledge(first);
        assertThat(transport.topic("c1")).isEqualTo("d");
        world.settle();
        assertThat(transport.idle("c1")).isTrue();
    }

    @Test
    void doesNotPassAGapInTheAcknowledgements() {
        Subscription app = world.create("app", "{\"firstEvent\":\"oldest\",\"readAhead\":2}");
        world.startDurable("c1", "app");
        world.append("a", "b", "c", "d");
        Delivery a = transport.next("c1");
        Delivery b = transport.next("c1");
        Delivery c = transport.next("c1");

        transport.acknowledge(c);
        transport.acknowledge(b);
        world.settle();
        assertThat(world.store.position(app.id())).isNull();
        assertThat(transport.idle("c1")).isTrue();

        transport.acknowledge(a);
        assertThat(transport.topic("c1")).isEqualTo("d");
        assertThat(world.store.position(app.id())).isEqualTo("2");
    }

    @Test
    void commitsManyAcknowledgementsAtOnce() throws Exception {
        Subscription app = world.create("app", "{\"firstEvent\":\"oldest\",\"readAhead\":9}");
        world.startDurable("c1", "app");
        world.append("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        List<Delivery> all =
                IntStream.range(0, 10).mapToObj(i -> transport.next("c1")).toList();
        CountDownLatch committing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        world.store.beforePositions = () -> {
            committing.countDown();
            wait(go);
        };

        transport.acknowledge(all.get(0));
        committing.await();
        all.subList(1, 10).forEach(transport::acknowledge);
        go.countDown();

        World.await(() -> "9".equals(world.store.position(app.id())));
        assertThat(world.store.positionCommits.get()).isEqualTo(2);
    }

    private static void wait(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new StoreUnavailableException("interrupted");
        }
    }

    @Test
    void fillsABatchAndKeepsOneInFlight() {
        world.append("a", "b", "c", "d", "e");
        Subscription app = world.create(
                "app", "{\"firstEvent\":\"oldest\",\"batch\":true,\"readAhead\":2,\"batchTimeout\":\"1h\"}");
        world.startDurable("c1", "app");

        Delivery first = transport.next("c1");
        world.settle();
        assertThat(transport.idle("c1")).isTrue();
        transport.acknowledge(first);
        Delivery second = transport.next("c1");

        assertThat(first.batch()).isTrue();
        assertThat(first.events()).extracting(EnrichedEvent::topic).containsExactly("a", "b");
        assertThat(second.events()).extracting(EnrichedEvent::topic).containsExactly("c", "d");
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(world.store.position(app.id())).isEqualTo("1");
    }

    @Test
    void sendsAPartOfABatchWhenItsTimeIsOver() {
        world.create("app", "{\"firstEvent\":\"oldest\",\"batch\":true,\"batchTimeout\":\"20ms\"}");
        world.startDurable("c1", "app");
        world.append("a", "b", "c");

        Delivery batch = transport.next("c1");

        assertThat(batch.events()).extracting(EnrichedEvent::topic).containsExactly("a", "b", "c");
    }

    @Test
    void batchesHoldFiftyEventsUnlessTheySayOtherwise() {
        world.append(IntStream.range(0, 60).mapToObj(Integer::toString).toArray(String[]::new));
        world.create("app", "{\"firstEvent\":\"oldest\",\"batch\":true,\"batchTimeout\":\"1h\"}");

        world.startDurable("c1", "app");

        assertThat(transport.next("c1").events()).hasSize(50);
    }

    @Test
    void deliversEverythingAgainAfterAReject() {
        world.create("app", "{\"firstEvent\":\"oldest\",\"readAhead\":1}");
        world.startDurable("c1", "app");
        world.append("a", "b", "c");
        transport.take("c1");
        Delivery b = transport.next("c1");
        transport.next("c1");

        transport.host().reject("c1", b.subscription(), b.id(), "the client said no");

        assertThat(transport.take("c1")).isEqualTo("b");
        assertThat(transport.take("c1")).isEqualTo("c");
    }

    @Test
    void aStandByTakesOverWhatWasInFlight() {
        world.create("app", "{\"firstEvent\":\"oldest\",\"readAhead\":1}");
        world.startDurable("c1", "app");
        world.startDurable("c2", "app");
        world.append("a", "b", "c");
        transport.take("c1");
        transport.next("c1");
        transport.next("c1");
        world.settle();
        assertThat(transport.idle("c2")).isTrue();

        transport.host().connectionClosed("c1");

        assertThat(transport.take("c2")).isEqualTo("b");
        assertThat(transport.take("c2")).isEqualTo("c");
    }

    @Test
    void ignoresAcknowledgementsFromAConnectionThatIsNotServed() {
        Subscription app = world.create("app", "{\"firstEvent\":\"oldest\"}");
        world.startDurable("c1", "app");
        world.startDurable("c2", "app");
        world.append("a", "b");
        Delivery a = transport.next("c1");

        transport.host().acknowledge("c2", a.subscription(), a.id());
        world.settle();

        assertThat(transport.idle("c1")).isTrue();
        assertThat(world.store.position(app.id())).isNull();
    }

    @Test
    void goesOnFromTheCommittedPositionAfterARestart() {
        world.create("app", "{\"firstEvent\":\"oldest\",\"readAhead\":1}");
        world.startDurable("c1", "app");
        world.append("a", "b", "c");
        transport.take("c1");
        transport.next("c1");
        transport.next("c1");

        world.restart();

        assertThat(transport.take("c1")).isEqualTo("b");
        assertThat(transport.take("c1")).isEqualTo("c");
    }

    @Test
    void anEphemeralSubscriptionSurvivesARestartOfItsNamespace() {
        world.startEphemeral("c1", "{}");
        world.append("a", "b");
        transport.take("c1");
        Delivery b = transport.next("c1");

        world.restart();
        world.append("c");

        assertThat(transport.next("c1").id()).isEqualTo(b.id());
        transport.acknowledge(b);
        assertThat(transport.take("c1")).isEqualTo("c");
    }

    @Test
    void commitsWhatWasAcknowledgedWhenTheNamespaceStops() {
        Subscription app = world.create("app", "{\"firstEvent\":\"oldest\"}");
        world.startDurable("c1", "app");
        world.append("a");

        transport.take("c1");
        world.close();

        assertThat(world.store.position(app.id())).isEqualTo("0");
    }

    @Test
    void anEphemeralSubscriptionStartsAtNewest() {
        world.append("old");

        world.startEphemeral("c1", "{}");
        world.append("new");

        assertThat(transport.take("c1")).isEqualTo("new");
        assertThat(world.store.positionCommits.get()).isZero();
    }

    @Test
    void anEphemeralSubscriptionMayStartAnywhere() {
        world.append("a", "b", "c");

        world.startEphemeral("c1", "{\"firstEvent\":\"oldest\"}");
        world.startEphemeral("c2", "{\"firstEvent\":\"1\"}");

        assertThat(transport.take("c1")).isEqualTo("a");
        assertThat(transport.take("c2")).isEqualTo("c");
    }

    @Test
    void aStartMayComeBeforeItsSubscription() {
        SubscriptionRef answered = world.startDurable("c1", "app");
        world.append("before");

        world.create("app", "{}");
        world.append("after");

        assertThat(answered.id()).isNull();
        assertThat(transport.take("c1")).isEqualTo("after");
    }

    @Test
    void findsASubscriptionThatAnotherProcessHasCreated() {
        world.startDurable("c1", "app");
        Subscription created = world.create("other", "{\"firstEvent\":\"oldest\"}");
        world.store.write(null, tx -> tx.subscriptions()
                .insert(
                        "ns1",
                        new Subscription(
                                java.util.UUID.randomUUID(),
                                "ns1",
                                "app",
                                "websockets",
                                SubscriptionFilter.ALL,
                                created.options(),
                                false,
                                World.NOW,
                                null)));

        world.append("a");

        assertThat(transport.take("c1")).isEqualTo("a");
    }

    @Test
    void deliversOnlyWhatMatchesAndMovesOverTheRest() {
        Subscription app =
                world.subscriptions.create(World.draft("app", World.topic("^x"), "{\"firstEvent\":\"oldest\"}"));
        world.startDurable("c1", "app");

        world.append("a", "x1", "b", "c", "x2", "d");

        assertThat(transport.take("c1")).isEqualTo("x1");
        assertThat(transport.take("c1")).isEqualTo("x2");
        World.await(() -> "5".equals(world.store.position(app.id())));
    }

    @Test
    void doesNotMoveOverWhatIsInFlight() {
        Subscription app =
                world.subscriptions.create(World.draft("app", World.topic("^x"), "{\"firstEvent\":\"oldest\"}"));
        world.startDurable("c1", "app");
        world.append("a", "b", "x1", "c", "d");

        transport.next("c1");
        World.await(() -> "1".equals(world.store.position(app.id())));
        world.settle();

        assertThat(world.store.position(app.id())).isEqualTo("1");
    }

    @Test
    void readsInPagesHoweverFarItIsBehind() {
        int many = 3_000;
        world.append(IntStream.range(0, many).mapToObj(Integer::toString).toArray(String[]::new));
        world.create("app", "{\"firstEvent\":\"oldest\",\"batch\":true,\"readAhead\":1000}");
        ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
        transport.onDeliver = delivery -> {
            delivery.events().forEach(event -> seen.add(event.topic()));
            transport.acknowledge(delivery);
        };

        world.startDurable("c1", "app");

        World.await(() -> seen.size() >= many);
        assertThat(seen)
                .containsExactlyElementsOf(
                        IntStream.range(0, many).mapToObj(Integer::toString).toList());
        assertThat(world.store.largestPage.get()).isEqualTo(500);
    }

    @Test
    void enrichesAnEventOnceForAllThatStandAtTheSamePoint() {
        world.startEphemeral("c1", "{}");
        world.startEphemeral("c2", "{}");

        world.append("a");
        transport.take("c1");
        transport.take("c2");

        assertThat(world.enriched.get()).isEqualTo(1);
    }

    @Test
    void endsWithItsDeletionAndBeginsAnewUnderTheSameName() {
        Subscription app = world.create("app", "{\"firstEvent\":\"oldest\"}");
        world.startDurable("c1", "app");
        world.append("a", "b");
        Delivery a = transport.next("c1");

        world.subscriptions.delete(app.id());
        transport.acknowledge(a);
        world.settle();
        assertThat(transport.idle("c1")).isTrue();
        assertThat(world.store.position(app.id())).isNull();

        Subscription again = world.create("app", "{\"firstEvent\":\"0\"}");
        Delivery b = transport.next("c1");
        assertThat(b.events().get(0).topic()).isEqualTo("b");
        assertThat(b.subscription().id()).isEqualTo(again.id());
    }

    @Test
    void keepsItsPositionWhenItIsReplaced() {
        world.create("app", "{\"firstEvent\":\"oldest\"}");
        world.startDurable("c1", "app");
        world.append("a1", "b1", "a2", "b2");
        transport.take("c1");

        world.subscriptions.createOrUpdate(World.draft("app", World.topic("^a"), "{\"firstEvent\":\"oldest\"}"));

        World.await(() -> transport.topic("c1").equals("a2"));
    }

    @Test
    void anIdenticalPutDisturbsNothing() {
        world.create("app", "{\"firstEvent\":\"oldest\"}");
        world.startDurable("c1", "app");
        world.append("a", "b");
        Delivery a = transport.next("c1");

        world.subscriptions.createOrUpdate(World.draft("app", "{}"));
        world.settle();

        assertThat(transport.idle("c1")).isTrue();
        transport.acknowledge(a);
        assertThat(transport.take("c1")).isEqualTo("b");
    }

    @Test
    void aTransportThatFailsIsTriedAgainAndHarmsNobodyElse() {
        world.create("bad", "{\"firstEvent\":\"oldest\"}");
        world.create("good", "{\"firstEvent\":\"oldest\"}");
        AtomicInteger attempts = new AtomicInteger();
        transport.onDeliver = delivery -> {
            if (delivery.connection().equals("c1") && attempts.incrementAndGet() <= 2) {
                throw new IllegalStateException("not now");
            }
        };
        world.startDurable("c1", "bad");
        world.startDurable("c2", "good");

        world.append("a", "b");

        assertThat(transport.take("c2")).isEqualTo("a");
        assertThat(transport.take("c2")).isEqualTo("b");
        assertThat(transport.take("c1")).isEqualTo("a");
        assertThat(transport.take("c1")).isEqualTo("b");
        assertThat(attempts.get()).isEqualTo(4);
    }

    @Test
    void servesOnlyConnectionsOfItsOwnTransport() {
        Subscription draft = World.draft("hook", "{\"firstEvent\":\"oldest\"}");
        world.subscriptions.create(
                new Subscription(null, "", "hook", "webhooks", draft.filter(), draft.options(), false, null, null));
        world.startDurable("c1", "hook");

        world.append("a");
        world.settle();

        assertThat(transport.idle("c1")).isTrue();
    }

    @Test
    void whatATransportHadInFlightGoesToItsSuccessor() {
        world.create("app", "{\"firstEvent\":\"oldest\"}");
        world.startDurable("c1", "app");
        world.append("a");
        transport.next("c1");

        world.registry.close(transport.host());
        world.registry.openHost("websockets", transport);
        world.startDurable("c2", "app");

        assertThat(transport.take("c2")).isEqualTo("a");
    }
}
