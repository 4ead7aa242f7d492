package io.photinus.engine.subscriptions;

import io.photinus.database.sqlite3.EngineTestDatabase;
import io.photinus.engine.cores.Claims;
import io.photinus.engine.cores.Cores;
import io.photinus.persistence.EventRepository.NewEvent;
import io.photinus.persistence.Store;
import io.photinus.persistence.sql.SqlStoreFactory;
import io.photinus.plugin.database.DatabasePlugin;
import io.photinus.plugin.transport.StartRequest;
import io.photinus.types.Subscription;
import io.photinus.types.SubscriptionFilter;
import io.photinus.types.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The same delivery, on a database file. */
class StoredDeliveryTest {
    @TempDir
    Path folder;

    private EngineTestDatabase database;
    private Store store;
    private FakeTransport transport;
    private NamespaceSubscriptions subscriptions;

    @BeforeEach
    void start() {
        database = new EngineTestDatabase(folder.resolve("node.db"));
        open();
    }

    private void open() {
        DatabasePlugin plugin = database.plugin();
        store = new SqlStoreFactory()
                .open("test", plugin.writer(), plugin.reader(), plugin.dialect(), plugin.singleWriter());
        transport = new FakeTransport();
        SubscriptionRegistry registry = new SubscriptionRegistry("ns1"::equals);
        subscriptions = new NamespaceSubscriptions(
                "ns1",
                store,
                new Claims(Cores.single(store, "test"), "ns1", "deliver"),
                World::asTheyAre,
                SubscriptionDefaults.STANDARD,
                type -> Optional.of(transport),
                Clock.systemUTC(),
                name -> {});
        subscriptions.start();
        registry.namespaceStarted("ns1", subscriptions);
        registry.openHost("websockets", transport);
    }

    @AfterEach
    void stop() {
        shut();
        database.close();
    }

    private void shut() {
        subscriptions.close();
        store.close();
    }

    private void append(String... topics) {
        List<NewEvent> events = World.confirmed(topics);
        store.write(null, tx -> {
            tx.events().append("ns1", events);
            tx.afterCommit(subscriptions::eventsCommitted);
            return events;
        });
    }

    private void startApp(String connection) {
        transport
                .host()
                .start(connection, new StartRequest("ns1", "app", false, SubscriptionFilter.ALL, JsonObject.empty()));
    }

    @Test
    void goesOnWhereItWasAfterTheProcessCameBack() {
        append("before");
        Subscription app = subscriptions.create(World.draft("app", World.topic("^x"), "{\"readAhead\":1}"));
        append("x1", "other", "x2", "x3");
        startApp("c1");
        assertThat(transport.take("c1")).isEqualTo("x1");
        World.await(() -> subscriptions.offset(app.id()).isPresent());
        transport.next("c1");
        transport.next("c1");

        shut();
        open();
        startApp("c2");

        assertThat(transport.take("c2")).isEqualTo("x2");
        assertThat(transport.take("c2")).isEqualTo("x3");
    }

    @Test
    void startsBehindTheNewestEventOfItsCreation() {
        append("a", "b");

        Subscription app = subscriptions.create(World.draft("app", "{}"));
        append("c");
        startApp("c1");

        assertThat(transport.take("c1")).isEqualTo("c");
        long newest = Long.parseLong(app.options().string("firstEvent"));
        World.await(() -> subscriptions.offset(app.id()).equals(OptionalLong.of(newest + 1)));
    }

    @Test
    void forgetsThePositionWithTheSubscription() {
        Subscription app = subscriptions.create(World.draft("app", "{}"));
        startApp("c1");
        append("a");
        transport.take("c1");
        World.await(() -> subscriptions.offset(app.id()).isPresent());

        subscriptions.delete(app.id());

        assertThat(subscriptions.offset(app.id())).isEmpty();
        assertThat(subscriptions.find(app.id())).isEmpty();
    }
}
