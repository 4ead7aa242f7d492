package io.photinus.engine.subscriptions;

import io.photinus.database.sqlite3.EngineTestDatabase;
import io.photinus.engine.cores.Claims;
import io.photinus.engine.cores.Cores;
import io.photinus.engine.cores.HintBus;
import io.photinus.persistence.EventRepository.NewEvent;
import io.photinus.persistence.Store;
import io.photinus.persistence.sql.SqlStoreFactory;
import io.photinus.plugin.database.DatabasePlugin;
import io.photinus.plugin.transport.Delivery;
import io.photinus.plugin.transport.StartRequest;
import io.photinus.types.EnrichedEvent;
import io.photinus.types.Subscription;
import io.photinus.types.SubscriptionFilter;
import io.photinus.types.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** One durable subscription, started on connections of two processes. */
class TwoProcessesTest {
    @TempDir
    Path folder;

    private final HintBus bus = new HintBus();
    private EngineTestDatabase database;
    private Store store;
    private Process a;
    private Process b;

    private final class Process implements Cores.Tenant {
        final HintBus.Side hints = bus.side();
        final FakeTransport transport = new FakeTransport();
        final Cores cores;
        final NamespaceSubscriptions subscriptions;

        Process(String name) {
            cores = Cores.shared(store, hints, name);
            cores.start();
            SubscriptionRegistry registry = new SubscriptionRegistry("ns1"::equals);
            subscriptions = new NamespaceSubscriptions(
                    "ns1",
                    store,
                    new Claims(cores, "ns1", "deliver"),
                    World::asTheyAre,
                    SubscriptionDefaults.STANDARD,
                    type -> Optional.of(transport),
                    Clock.systemUTC(),
                    subscription -> cores.tell("ns1", "subscription:" + subscription));
            cores.join("ns1", this);
            subscriptions.start();
            registry.namespaceStarted("ns1", subscriptions);
            registry.openHost("websockets", transport);
        }

        @Override
        public void heard(String bell) {
            if (bell.startsWith("subscription:")) {
                subscriptions.changedElsewhere(bell.substring("subscription:".length()));
            }
        }

        @Override
        public void leasesChanged() {
            subscriptions.eventsCommitted();
        }

        void startApp(String connection) {
            transport
                    .host()
                    .start(
                            connection,
                            new StartRequest("ns1", "app", false, SubscriptionFilter.ALL, JsonObject.empty()));
        }

        void close() {
            subscriptions.close();
            cores.close();
        }
    }

    @BeforeEach
    void start() {
        database = new EngineTestDatabase(folder.resolve("node.db"));
        DatabasePlugin plugin = database.plugin();
        store = new SqlStoreFactory()
                .open("test", plugin.writer(), plugin.reader(), plugin.dialect(), plugin.singleWriter());
        a = new Process("a");
        b = new Process("b");
        World.await(() -> a.cores.sharing());
    }

    @AfterEach
    void stop() {
        a.close();
        b.close();
        store.close();
        database.close();
    }

    private void append(String... topics) {
        List<NewEvent> events = World.confirmed(topics);
        store.write(null, tx -> {
            tx.events().append("ns1", events);
            return events;
        });
        a.subscriptions.eventsCommitted();
        b.subscriptions.eventsCommitted();
    }

    private Subscription create() {
        return a.subscriptions.create(World.draft("app", "{\"firstEvent\":\"oldest\"}"));
    }

    @Test
    void isServedByOneAndGoesOnAtTheOtherWhenTheConnectionCloses() {
        Subscription app = create();
        a.startApp("c1");
        append("1", "2", "3");
        assertThat(a.transport.take("c1")).isEqualTo("1");
        World.await(() -> b.subscriptions.offset(app.id()).orElse(-1) == 1);
        b.startApp("c2");
        Delivery second = a.transport.next("c1");
        assertThat(b.transport.idle("c2")).isTrue();

        a.transport.host().connectionClosed("c1");

        assertThat(b.transport.take("c2")).isEqualTo("2");
        assertThat(b.transport.take("c2")).isEqualTo("3");
        a.transport.acknowledge(second);
        World.await(() -> b.subscriptions.offset(app.id()).orElse(-1) == 3);
    }

    @Test
    void goesOnAtTheOtherWhenTheProcessFallsSilentAndWhoWakesUpMovesNothing() {
        Subscription app = create();
        a.startApp("c1");
        append("1", "2");
        assertThat(a.transport.take("c1")).isEqualTo("1");
        Delivery unanswered = a.transport.next("c1");
        b.startApp("c2");
        a.cores.close();

        Delivery again = b.transport.next("c2");
        assertThat(again.events()).extracting(EnrichedEvent::topic).containsExactly("2");
        a.transport.acknowledge(unanswered);
        b.subscriptions.eventsCommitted();
        append("3");

        // What was acknowledged to the one that has lost it counts for nothing.
        World.await(() -> leaseOwner(app).equals("b"));
        assertThat(b.subscriptions.offset(app.id())).hasValue(1);
        b.transport.acknowledge(again);
        assertThat(b.transport.take("c2")).isEqualTo("3");
        assertThat(a.transport.idle("c1")).isTrue();
    }

    private String leaseOwner(Subscription app) {
        return store.read(repositories -> repositories.leases().all()).stream()
                .filter(lease -> lease.job().equals("deliver:" + app.id()))
                .findFirst()
                .map(lease -> lease.owner())
                .orElse("nobody");
    }

    @Test
    void noticesAChangeThatAnotherProcessHasMade() {
        create();
        a.startApp("c1");
        append("x1");
        assertThat(a.transport.take("c1")).isEqualTo("x1");

        b.subscriptions.createOrUpdate(World.draft("app", World.topic("^y"), "{}"));
        append("x2", "y1");

        assertThat(a.transport.take("c1")).isEqualTo("y1");
    }

    @Test
    void noticesAChangeWithoutAnyHint() {
        create();
        a.startApp("c1");
        append("x1");
        assertThat(a.transport.take("c1")).isEqualTo("x1");
        bus.loseAll();

        b.subscriptions.createOrUpdate(World.draft("app", World.topic("^y"), "{}"));

        World.await(() -> {
            append("x", "y");
            if (a.transport.take("c1").equals("y")) {
                return true;
            }
            assertThat(a.transport.take("c1")).isEqualTo("y");
            return false;
        });
    }

    @Test
    void letsGoOfADeletedSubscription() {
        Subscription app = create();
        a.startApp("c1");
        append("1");
        assertThat(a.transport.take("c1")).isEqualTo("1");

        b.subscriptions.delete(app.id());

        World.await(() -> leaseOwner(app).equals("nobody"));
        Subscription again = b.subscriptions.create(World.draft("app", "{\"firstEvent\":\"oldest\"}"));
        assertThat(a.transport.take("c1")).isEqualTo("1");
        World.await(() -> b.subscriptions.offset(again.id()).orElse(-1) == 1);
        assertThat(b.subscriptions.offset(app.id())).isEmpty();
    }
}
