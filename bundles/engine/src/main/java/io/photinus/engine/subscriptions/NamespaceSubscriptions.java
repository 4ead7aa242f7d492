package io.photinus.engine.subscriptions;

import io.photinus.api.Subscriptions;
import io.photinus.engine.cores.Claims;
import io.photinus.engine.subscriptions.Dispatcher.Change;
import io.photinus.persistence.Store;
import io.photinus.plugin.transport.StartRequest;
import io.photinus.plugin.transport.TransportPlugin;
import io.photinus.types.Names;
import io.photinus.types.Subscription;
import io.photinus.types.SubscriptionRef;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The subscriptions of one started namespace: keeps the durable ones and delivers events to all that are started on a
 * connection. Thread-safe. One thread, between {@link #start} and {@link #close}.
 */
public final class NamespaceSubscriptions implements Subscriptions, AutoCloseable {
    private static final String SYSTEM = "system";

    private final String namespace;
    private final Store store;
    private final SubscriptionDefaults defaults;
    private final Claims claims;
    private final Function<String, Optional<TransportPlugin>> transports;
    private final Clock clock;
    private final Dispatcher dispatcher;

    /**
     * @param claims which durable subscriptions this process serves
     * @param told gets the name of every subscription that was changed here, to tell other processes; must not fail
     * @param transports finds an installed transport by its type
     */
    public NamespaceSubscriptions(
            String namespace,
            Store store,
            Claims claims,
            Enricher enricher,
            SubscriptionDefaults defaults,
            Function<String, Optional<TransportPlugin>> transports,
            Clock clock,
            Consumer<String> told) {
        this.namespace = namespace;
        this.store = store;
        this.defaults = defaults;
        this.claims = claims;
        this.transports = transports;
        this.clock = clock;
        this.dispatcher = new Dispatcher(namespace, store, claims, enricher, this::define, told);
    }

    /** Begins to deliver. */
    public void start() {
        dispatcher.start();
    }

    /** Another process has changed the stored subscription of this name. */
    public void changedElsewhere(String name) {
        dispatcher.changedElsewhere(name);
    }

    /** Rings: events may have been committed. Never blocks. */
    public void eventsCommitted() {
        dispatcher.eventsCommitted();
    }

    /** One sentence on why nothing is delivered; empty while all is well. */
    public String problem() {
        return dispatcher.problem();
    }

    /** Ends delivery within a bounded time; what is in flight is delivered again after the next start. */
    @Override
    public void close() {
        dispatcher.close();
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    SubscriptionDefaults defaults() {
        return defaults;
    }

    @Override
    public Subscription create(Subscription draft) {
        Subscription checked = check(draft);
        return dispatcher.change(
                checked.name(),
                () -> store.write(null, tx -> {
                    if (tx.subscriptions().byName(namespace, checked.name()).isPresent()) {
                        throw new NodeProblem(ErrorCode.FF10193, "subscription", checked.name());
                    }
                    return new Change<>(insert(tx, checked), true);
                }));
    }

    @Override
    public Subscription createOrUpdate(Subscription draft) {
        Subscription checked = check(draft);
        return dispatcher.change(
                checked.name(),
                () -> store.write(null, tx -> {
                    Optional<Subscription> existing = tx.subscriptions().byName(namespace, checked.name());
                    return existing.isPresent()
                            ? replace(tx, existing.get(), checked, clock.instant())
                            : new Change<>(insert(tx, checked), true);
                }));
    }

    private Subscription insert(Store.Transaction tx, Subscription checked) {
        long position =
                DeliveryOptions.firstEvent(checked.options(), tx.events().highest(namespace));
        Subscription created = new Subscription(
                UUID.randomUUID(),
                namespace,
                checked.name(),
                checked.transport(),
                checked.filter(),
                checked.options().with("firstEvent", Long.toString(position)),
                false,
                clock.instant(),
                null);
        if (!tx.subscriptions().insert(namespace, created)) {
            throw new NodeProblem(ErrorCode.FF10193, "subscription", checked.name());
        }
        return created;
    }

    private static Change<Subscription> replace(
            Store.Transaction tx, Subscription existing, Subscription checked, Instant now) {
        JsonObject options =
                checked.options().with("firstEvent", existing.options().get("firstEvent"));
        Subscription replaced = new Subscription(
                existing.id(),
                existing.namespace(),
                existing.name(),
                checked.transport(),
                checked.filter(),
                options,
                false,
                existing.created(),
                now);
        boolean same = existing.transport().equals(replaced.transport())
                && existing.filter().equals(replaced.filter())
                && existing.options().toString().equals(options.toString());
        if (!same) {
            tx.subscriptions().update(existing.namespace(), replaced);
        }
        return new Change<>(replaced, !same);
    }

    /** What can be checked without looking at what is stored, in the order of api 3.1, row 39. */
    private Subscription check(Subscription draft) {
        DeliveryOptions.checkTypes(draft.options());
        Names.requireNoUuid(draft.name(), "name");
        String transport = draft.transport().isEmpty() ? defaults.defaultTransport() : draft.transport();
        if (transport.equals(SYSTEM)) {
            throw new NodeProblem(ErrorCode.FF10266);
        }
        TransportPlugin plugin =
                transports.apply(transport).orElseThrow(() -> new NodeProblem(ErrorCode.FF10172, transport));
        JsonObject options = validOptions(draft.options(), plugin);
        EventFilter.compile(draft.filter());
        return new Subscription(null, namespace, draft.name(), transport, draft.filter(), options, false, null, null);
    }

    private JsonObject validOptions(JsonObject options, TransportPlugin plugin) {
        DeliveryOptions core = DeliveryOptions.of(options, defaults);
        if (core.batch() && DeliveryOptions.flag(options, "withData")) {
            throw new NodeProblem(ErrorCode.FF10460);
        }
        return plugin.validateOptions(options);
    }

    @Override
    public void delete(UUID id) {
        Subscription existing = find(id).orElseThrow(() -> new NodeProblem(ErrorCode.FF10109));
        boolean deleted = dispatcher.change(
                existing.name(),
                () -> store.write(null, tx -> {
                    claims.remove(tx, id);
                    return new Change<>(tx.subscriptions().delete(namespace, id), true);
                }));
        if (!deleted) {
            throw new NodeProblem(ErrorCode.FF10109);
        }
    }

    @Override
    public Optional<Subscription> find(UUID id) {
        return store.read(repositories -> repositories.subscriptions().find(namespace, id));
    }

    @Override
    public OptionalLong offset(UUID id) {
        Optional<String> stored =
                store.read(repositories -> repositories.cursors().get(namespace, Dispatcher.cursor(id)));
        return stored.isPresent() ? OptionalLong.of(Long.parseLong(stored.get())) : OptionalLong.empty();
    }

    /** Checks what a connection wants to start; nothing is changed yet. */
    Start prepare(HostFor host, String connection, StartRequest request) {
        if (!request.ephemeral()) {
            UUID id = store.read(repositories -> repositories.subscriptions().byName(namespace, request.name()))
                    .map(Subscription::id)
                    .orElse(null);
            return new Start(
                    host, connection, new SubscriptionRef(id, namespace, request.name()), null, new AtomicLong());
        }
        JsonObject options = request.options();
        DeliveryOptions.checkTypes(options);
        validOptions(options, host.plugin());
        EventFilter filter = EventFilter.compile(request.filter());
        long newest = store.read(repositories -> repositories.events().highest(namespace));
        long position = DeliveryOptions.firstEvent(options, newest);
        UUID id = UUID.randomUUID();
        SubscriptionRef ref = new SubscriptionRef(id, namespace, id.toString());
        Channel.Definition definition =
                new Channel.Definition(ref, host.type(), filter, DeliveryOptions.of(options, defaults));
        return new Start(host, connection, ref, definition, new AtomicLong(position));
    }

    private Channel.Definition define(Subscription subscription) {
        return new Channel.Definition(
                subscription.ref(),
                subscription.transport(),
                EventFilter.compile(subscription.filter()),
                DeliveryOptions.of(subscription.options(), defaults));
    }
}
