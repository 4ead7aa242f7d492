package io.photinus.engine.subscriptions;

import io.photinus.loop.BackOff;
import io.photinus.loop.Doorbell;
import io.photinus.loop.Loop;
import io.photinus.persistence.Fence;
import io.photinus.persistence.FencedException;
import io.photinus.persistence.Repositories;
import io.photinus.persistence.Store;
import io.photinus.types.Subscription;
import io.photinus.types.SubscriptionRef;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.JsonInputException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the events of one namespace: one thread that loads subscriptions, commits positions, reads pages and hands
 * deliveries to transports, for all subscriptions together. Other threads only change the state of channels, and ring. No
 * lock is held while the store or a transport is called, except {@code commits}, which keeps a change of a subscription and
 * the commit of its position apart.
 */
final class Dispatcher implements AutoCloseable {
    /** Reads how a stored subscription is to be served. */
    interface Loader {
        Channel.Definition define(Subscription subscription);
    }

    /** What came of a change; {@code real} is false when everything was like that before. */
    record Change<T>(T result, boolean real) {}

    private record Stored(Subscription subscription, long position) {}

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(250), Duration.ofSeconds(30), 2);

    private final String namespace;
    private final Store store;
    private final Supplier<@Nullable Fence> fence;
    private final Enricher enricher;
    private final Loader loader;
    private final Channels channels = new Channels();
    private final Doorbell bell = new Doorbell();
    private final AtomicLong rings = new AtomicLong();
    private final ReentrantLock commits = new ReentrantLock();
    private volatile @Nullable Loop loop;

    Dispatcher(String namespace, Store store, Supplier<@Nullable Fence> fence, Enricher enricher, Loader loader) {
        this.namespace = namespace;
        this.store = store;
        this.fence = fence;
        this.enricher = enricher;
        this.loader = loader;
    }

    void start(UnaryOperator<Loop.Step> guard) {
        loop = new Loop("photinus-" + namespace + "-subscriptions", bell, BACK_OFF, guard.apply(this::step)).start();
    }

    String problem() {
        Loop running = loop;
        return running == null ? "" : running.problem();
    }

    void eventsCommitted() {
        rings.incrementAndGet();
        bell.ring();
    }

    void attach(Start start) {
        channels.attach(start);
        bell.ring();
    }

    void detach(HostFor host, String connection) {
        channels.detach(host, connection);
        bell.ring();
    }

    void acknowledge(HostFor host, String connection, SubscriptionRef subscription, UUID delivery) {
        if (channels.acknowledge(host, connection, subscription, delivery)) {
            bell.ring();
        } else {
            LOG.atDebug()
                    .addKeyValue("ns", namespace)
                    .addKeyValue("sub", subscription.name())
                    .log("stale acknowledgement");
        }
    }

    void reject(HostFor host, String connection, SubscriptionRef subscription, UUID delivery, String reason) {
        if (channels.reject(host, connection, subscription, delivery)) {
            LOG.atInfo()
                    .addKeyValue("ns", namespace)
                    .addKeyValue("sub", subscription.name())
                    .log("delivery rejected, will be repeated: {}", reason);
        }
        bell.ring();
    }

    /**
     * Changes a stored subscription: what is acknowledged of the one of this name is committed before, and after a real
     * change it is loaded again, with what was in flight void.
     */
    <T> T change(String name, Supplier<Change<T>> change) {
        commits.lock();
        try {
            if (channels.hasMoved(name)) {
                commit(true);
            }
            Change<T> outcome = change.get();
            if (outcome.real()) {
                channels.changed(name);
            }
            return outcome.result();
        } finally {
            commits.unlock();
            bell.ring();
        }
    }

    private Duration step() {
        load();
        commit(false);
        fill();
        deliver();
        return channels.pause(System.nanoTime(), rings.get());
    }

    private void load() {
        Channels.Unloaded unloaded = channels.unloaded(System.nanoTime());
        if (unloaded.names().isEmpty()) {
            return;
        }
        List<Stored> found = store.read(repositories -> unloaded.names().stream()
                .map(name -> repositories.subscriptions().byName(namespace, name))
                .flatMap(Optional::stream)
                .map(subscription -> stored(repositories, subscription))
                .toList());
        for (Stored stored : found) {
            Subscription subscription = stored.subscription();
            try {
                channels.define(unloaded.version(), loader.define(subscription), stored.position());
            } catch (NodeProblem | JsonInputException unusable) {
                // Checked when it was created, so only a stranger's hand in the database leads here; the others go on.
                if (channels.unusable(subscription.name(), String.valueOf(unusable.getMessage()))) {
                    LOG.atWarn()
                            .addKeyValue("ns", namespace)
                            .addKeyValue("sub", subscription.name())
                            .log("subscription cannot be served: {}", unusable.getMessage());
                }
            }
        }
    }

    private Stored stored(Repositories repositories, Subscription subscription) {
        String cursor = cursor(Objects.requireNonNull(subscription.id(), "a stored subscription without id"));
        Optional<String> position = repositories.cursors().get(namespace, cursor);
        return new Stored(
                subscription,
                position.isPresent()
                        ? Long.parseLong(position.get())
                        : DeliveryOptions.firstEvent(subscription.options(), -1));
    }

    /** The name of a subscription's cursor. */
    static String cursor(UUID subscription) {
        return "subscription:" + subscription;
    }

    private void commit(boolean all) {
        commits.lock();
        try {
            Map<Channel, Long> positions = channels.positions(all, System.nanoTime());
            if (!positions.isEmpty()) {
                Map<String, String> cursors = new HashMap<>();
                positions.forEach((channel, position) -> cursors.put(
                        cursor(Objects.requireNonNull(channel.definition()).id()), position.toString()));
                store.write(fence.get(), tx -> {
                    tx.cursors().setAll(namespace, cursors);
                    return cursors;
                });
            }
            channels.settled(positions);
        } catch (FencedException elsewhere) {
            // Another process may have gone on from the stored positions: ours are worth nothing now.
            channels.reload();
            throw elsewhere;
        } finally {
            commits.unlock();
        }
    }

    private void fill() {
        long heard = rings.get();
        Pages pages = new Pages(store, namespace, enricher);
        for (Channels.Look look : channels.looks(System.nanoTime(), heard)) {
            channels.filled(look, pages.find(look.after(), look.limit(), look.filter()), heard);
        }
    }

    private void deliver() {
        for (Channel channel : channels.all()) {
            Channel.Sending sending = channels.next(channel);
            while (sending != null && send(sending)) {
                sending = channels.next(channel);
            }
        }
    }

    private boolean send(Channel.Sending sending) {
        try {
            sending.to().host().plugin().deliver(sending.delivery());
            return true;
        } catch (RuntimeException away) {
            if (channels.failed(sending.channel())) {
                LOG.atInfo()
                        .addKeyValue("ns", namespace)
                        .addKeyValue("sub", sending.channel().name())
                        .log("transport failed, delivery will be repeated: {}", away.toString());
            }
            return false;
        }
    }

    /** Ends the thread, then commits what was acknowledged meanwhile, if the store still takes it. */
    @Override
    public void close() {
        Loop running = loop;
        if (running != null) {
            running.close();
        }
        try {
            commit(true);
        } catch (RuntimeException unavailable) {
            LOG.atDebug().addKeyValue("ns", namespace).log("last positions not committed: {}", unavailable.toString());
        }
    }
}
