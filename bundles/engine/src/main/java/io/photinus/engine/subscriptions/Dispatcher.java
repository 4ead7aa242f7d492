package io.photinus.engine.subscriptions;

import io.photinus.engine.cores.Claims;
import io.photinus.loop.BackOff;
import io.photinus.loop.Doorbell;
import io.photinus.loop.Loop;
import io.photinus.persistence.Store;
import io.photinus.types.SubscriptionRef;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
    /** What came of a change; {@code real} is false when everything was like that before. */
    record Change<T>(T result, boolean real) {}

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(250), Duration.ofSeconds(30), 2);

    private final String namespace;
    private final Store store;
    private final Claims claims;
    private final Consumer<String> told;
    private final Enricher enricher;
    private final Loading loading;
    private final Channels channels = new Channels();
    private final Doorbell bell = new Doorbell();
    private final AtomicLong rings = new AtomicLong();
    private final ReentrantLock commits = new ReentrantLock();
    private volatile @Nullable Loop loop;

    /** @param told gets the name of every subscription that was changed here, to tell other processes */
    Dispatcher(
            String namespace,
            Store store,
            Claims claims,
            Enricher enricher,
            Loading.Definer definer,
            Consumer<String> told) {
        this.namespace = namespace;
        this.store = store;
        this.claims = claims;
        this.told = told;
        this.enricher = enricher;
        this.loading = new Loading(namespace, store, claims, definer, channels);
    }

    void start() {
        loop = new Loop("photinus-" + namespace + "-subscriptions", bell, BACK_OFF, this::step).start();
    }

    String problem() {
        Loop running = loop;
        return running == null ? "" : running.problem();
    }

    void eventsCommitted() {
        rings.incrementAndGet();
        bell.ring();
    }

    /** Another process has changed the stored subscription of this name. */
    void changedElsewhere(String name) {
        channels.changed(name);
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
                told.accept(name);
            }
            return outcome.result();
        } finally {
            commits.unlock();
            bell.ring();
        }
    }

    private Duration step() {
        if (claims.needed()) {
            stepBack();
            loading.refresh();
        }
        loading.load();
        commit(false);
        fill();
        deliver();
        if (claims.needed()) {
            claims.keep(channels.wanted());
        }
        return channels.pause(System.nanoTime(), rings.get());
    }

    /** What other processes have taken over meanwhile is not served here any more. */
    private void stepBack() {
        commits.lock();
        try {
            channels.lost(claims.lost());
        } finally {
            commits.unlock();
        }
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
                Map<UUID, String> moved = new HashMap<>();
                positions.forEach((channel, position) ->
                        moved.put(Objects.requireNonNull(channel.definition()).id(), position.toString()));
                Set<UUID> elsewhere = write(moved);
                if (!elsewhere.isEmpty()) {
                    // Another process may have gone on from the stored positions: ours are worth nothing now.
                    claims.forget(elsewhere);
                    channels.lost(elsewhere);
                    positions.keySet().removeIf(channel -> channel.definition() == null);
                }
            }
            channels.settled(positions);
        } finally {
            commits.unlock();
        }
    }

    /** Stores positions; returns the subscriptions that another process serves by now, whose positions stay as they are. */
    private Set<UUID> write(Map<UUID, String> moved) {
        return store.write(null, tx -> {
            Set<UUID> ours = claims.valid(tx, moved.keySet());
            Map<String, String> cursors = new HashMap<>();
            ours.forEach(id -> cursors.put(cursor(id), moved.get(id)));
            if (!cursors.isEmpty()) {
                tx.cursors().setAll(namespace, cursors);
            }
            Set<UUID> elsewhere = new HashSet<>(moved.keySet());
            elsewhere.removeAll(ours);
            return elsewhere;
        });
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
        claims.keep(Set.of());
    }
}
