package io.photinus.engine.subscriptions;

import io.photinus.engine.cores.Claims;
import io.photinus.engine.cores.Cores;
import io.photinus.persistence.EventRepository.NewEvent;
import io.photinus.plugin.transport.StartRequest;
import io.photinus.types.EnrichedEvent;
import io.photinus.types.Event;
import io.photinus.types.EventType;
import io.photinus.types.Subscription;
import io.photinus.types.SubscriptionFilter;
import io.photinus.types.SubscriptionRef;
import io.photinus.types.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** One namespace {@code ns1}, one transport {@code websockets}, a store in memory. */
final class World implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    final FakeStore store = new FakeStore();
    final FakeTransport transport = new FakeTransport();
    final AtomicInteger enriched = new AtomicInteger();
    final SubscriptionRegistry registry = new SubscriptionRegistry(Set.of("ns1", "later")::contains);
    NamespaceSubscriptions subscriptions = build();

    World() {
        registry.openHost("websockets", transport);
        subscriptions.start();
        registry.namespaceStarted("ns1", subscriptions);
    }

    private NamespaceSubscriptions build() {
        return new NamespaceSubscriptions(
                "ns1",
                store,
                new Claims(Cores.single(store, "test"), "ns1", "deliver"),
                this::enrich,
                SubscriptionDefaults.STANDARD,
                type -> type.equals("websockets") || type.equals("webhooks")
                        ? Optional.of(transport)
                        : Optional.empty(),
                Clock.fixed(NOW, ZoneOffset.UTC),
                name -> {});
    }

    private List<EnrichedEvent> enrich(List<Event> events) {
        enriched.addAndGet(events.size());
        return events.stream().map(event -> EnrichedEvent.of(event, null)).toList();
    }

    /** Stops the namespace and starts it again, as a reload of the configuration does. */
    void restart() {
        registry.namespaceStopped("ns1");
        subscriptions.close();
        subscriptions = build();
        subscriptions.start();
        registry.namespaceStarted("ns1", subscriptions);
    }

    static Subscription draft(String name, String options) {
        return draft(name, SubscriptionFilter.ALL, options);
    }

    static Subscription draft(String name, SubscriptionFilter filter, String options) {
        return new Subscription(null, "", name, "", filter, JsonObject.parse(options), false, null, null);
    }

    static SubscriptionFilter topic(String expression) {
        return new SubscriptionFilter(null, null, null, null, expression, null, null, null, null);
    }

    Subscription create(String name, String options) {
        return subscriptions.create(draft(name, options));
    }

    SubscriptionRef startDurable(String connection, String name) {
        return transport
                .host()
                .start(connection, new StartRequest("ns1", name, false, SubscriptionFilter.ALL, JsonObject.empty()));
    }

    SubscriptionRef startEphemeral(String connection, String options) {
        return startEphemeral(connection, SubscriptionFilter.ALL, options);
    }

    SubscriptionRef startEphemeral(String connection, SubscriptionFilter filter, String options) {
        return transport.host().start(connection, new StartRequest("ns1", "", true, filter, JsonObject.parse(options)));
    }

    List<Event> append(String... topics) {
        List<Event> events = store.append(topics);
        subscriptions.eventsCommitted();
        return events;
    }

    /**
     * Returns when the dispatcher has completed a whole look that began after this call: what it did not deliver by then, it
     * does not deliver.
     */
    void settle() {
        String connection = "probe-" + java.util.UUID.randomUUID();
        // A probe started now is served after all others of the same look.
        startEphemeral(connection, topic("^probe$"), "{\"firstEvent\":\"newest\"}");
        append("probe");
        transport.next(connection);
        transport.host().connectionClosed(connection);
    }

    /** Events about messages, one for each topic. */
    static List<NewEvent> confirmed(String... topics) {
        return Stream.of(topics)
                .map(topic -> new NewEvent(
                        UUID.randomUUID(),
                        EventType.MESSAGE_CONFIRMED,
                        UUID.randomUUID(),
                        null,
                        null,
                        topic,
                        Instant.now()))
                .toList();
    }

    /** Events as they are, with nothing loaded. */
    static List<EnrichedEvent> asTheyAre(List<Event> events) {
        return events.stream().map(event -> EnrichedEvent.of(event, null)).toList();
    }

    static void await(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("the condition never came true");
            }
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        registry.namespaceStopped("ns1");
        subscriptions.close();
    }
}
