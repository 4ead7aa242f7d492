package io.photinus.engine.subscriptions;

import io.photinus.engine.cores.Claims;
import io.photinus.persistence.Repositories;
import io.photinus.persistence.Store;
import io.photinus.types.Subscription;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.JsonInputException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads stored subscriptions into their channels: those that this process may serve, when something is started for them or
 * when they were changed. Used by one thread.
 */
final class Loading {
    /** Reads how a stored subscription is to be served. */
    @FunctionalInterface
    interface Definer {
        Channel.Definition define(Subscription subscription);
    }

    private record Stored(Subscription subscription, long position) {}

    private static final Logger LOG = LoggerFactory.getLogger(Loading.class);
    /** How often to look for changes that other processes have made. */
    private static final Duration REFRESH = Duration.ofSeconds(5);

    private final String namespace;
    private final Store store;
    private final Claims claims;
    private final Definer definer;
    private final Channels channels;
    /** What is served, as it was stored when it was loaded. */
    private final Map<String, Subscription> loaded = new HashMap<>();

    private long refreshedAt = System.nanoTime();

    Loading(String namespace, Store store, Claims claims, Definer definer, Channels channels) {
        this.namespace = namespace;
        this.store = store;
        this.claims = claims;
        this.definer = definer;
        this.channels = channels;
    }

    /** Finds out what other processes have changed, in case a hint was lost. */
    void refresh() {
        long now = System.nanoTime();
        if (loaded.isEmpty() || !claims.sharing() || now - refreshedAt < REFRESH.toNanos()) {
            return;
        }
        refreshedAt = now;
        Map<String, Subscription> stored =
                store.read(repositories -> repositories.subscriptions().all(namespace)).stream()
                        .collect(Collectors.toMap(Subscription::name, Function.identity()));
        loaded.entrySet().removeIf(known -> {
            Subscription present = stored.get(known.getKey());
            boolean changed = present == null
                    || !Objects.equals(present.id(), known.getValue().id())
                    || !Objects.equals(present.updated(), known.getValue().updated());
            if (changed) {
                channels.changed(known.getKey());
            }
            return changed;
        });
    }

    /** Loads what has no definition yet. */
    void load() {
        Channels.Unloaded unloaded = channels.unloaded(System.nanoTime(), claims::mayTake);
        if (unloaded.names().isEmpty()) {
            return;
        }
        Map<UUID, Subscription> found = store
                .read(repositories -> unloaded.names().stream()
                        .map(name -> repositories.subscriptions().byName(namespace, name))
                        .flatMap(Optional::stream)
                        .toList())
                .stream()
                .collect(Collectors.toMap(Loading::id, Function.identity()));
        Set<String> names = found.values().stream().map(Subscription::name).collect(Collectors.toSet());
        unloaded.names().stream().filter(name -> !names.contains(name)).forEach(name -> {
            loaded.remove(name);
            channels.absent(unloaded.version(), name);
        });
        Set<UUID> ours = claims.take(found.keySet());
        found.forEach((id, subscription) -> {
            if (!ours.contains(id)) {
                channels.standBy(unloaded.version(), subscription.name(), id);
            }
        });
        found.keySet().retainAll(ours);
        define(unloaded.version(), found.values());
    }

    /** Positions are read when the subscriptions are ours, since whoever had them may have moved them until then. */
    private void define(int version, Collection<Subscription> subscriptions) {
        if (subscriptions.isEmpty()) {
            return;
        }
        List<Stored> found = store.read(repositories -> subscriptions.stream()
                .map(subscription -> stored(repositories, subscription))
                .toList());
        for (Stored stored : found) {
            Subscription subscription = stored.subscription();
            loaded.put(subscription.name(), subscription);
            try {
                channels.define(version, definer.define(subscription), stored.position());
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

    private static UUID id(Subscription subscription) {
        return Objects.requireNonNull(subscription.id(), "a stored subscription without id");
    }

    private Stored stored(Repositories repositories, Subscription subscription) {
        Optional<String> position = repositories.cursors().get(namespace, Dispatcher.cursor(id(subscription)));
        return new Stored(
                subscription,
                position.isPresent()
                        ? Long.parseLong(position.get())
                        : DeliveryOptions.firstEvent(subscription.options(), -1));
    }
}
