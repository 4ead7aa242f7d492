package io.photinus.engine.events;

import io.photinus.engine.work.NamespaceContext;
import io.photinus.types.BatchManifest;
import io.photinus.types.BatchPersisted;
import io.photinus.types.Data;
import io.photinus.types.DataRef;
import io.photinus.types.Hash;
import io.photinus.types.ManifestEntry;
import io.photinus.types.Message;
import io.photinus.types.Pin;
import io.photinus.types.json.Json;
import io.photinus.types.json.JsonInputException;
import io.photinus.types.json.RawJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One page of pins with everything that judging it needs, loaded in a handful of statements whatever its size. Also knows
 * which contexts are blocked (protocol 6.6, with the strict rule of 16.9). For one thread.
 */
final class PinPage {
    private final List<Pin> pins;
    private final long after;
    private final Map<UUID, BatchPersisted> batches = new HashMap<>();
    private final Map<UUID, BatchManifest> manifests = new HashMap<>();
    private final Map<UUID, Message> messages = new HashMap<>();
    private final Map<UUID, Data> data = new HashMap<>();
    private final Map<Hash, Long> firstUndispatched;
    private final Set<Hash> blocked = new HashSet<>();

    /** Where a pin points: a message of a batch and the indexes of all its pins. */
    record Target(UUID message, long firstIndex, int topics) {}

    private PinPage(List<Pin> pins, long after, Map<Hash, Long> firstUndispatched) {
        this.pins = pins;
        this.after = after;
        this.firstUndispatched = firstUndispatched;
    }

    /** Loads the pins behind a position; the page may be empty. */
    static PinPage load(NamespaceContext context, long after, int limit) {
        String ns = context.name();
        return context.store().read(store -> {
            List<Pin> pins = store.pins().undispatched(ns, after, limit);
            Set<Hash> contexts = pins.stream().map(Pin::hash).collect(Collectors.toSet());
            PinPage page = new PinPage(
                    pins, after, pins.isEmpty() ? Map.of() : store.pins().firstUndispatched(ns, contexts));
            if (pins.isEmpty()) {
                return page;
            }
            store.batches()
                    .findAll(ns, pins.stream().map(Pin::batch).collect(Collectors.toSet()))
                    .forEach(batch -> page.batches.put(batch.id(), batch));
            page.batches.values().forEach(page::readManifest);
            store.messages().findAll(ns, page.targets()).forEach(message -> page.messages.put(message.id(), message));
            List<UUID> needed = page.messages.values().stream()
                    .filter(message ->
                            message.state() != null && !message.state().isFinal())
                    .flatMap(message -> message.data().stream())
                    .map(DataRef::id)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
            if (!needed.isEmpty()) {
                store.data().findAll(ns, needed).forEach(item -> page.data.put(item.id(), item));
            }
            return page;
        });
    }

    private void readManifest(BatchPersisted batch) {
        RawJson text = batch.manifest();
        if (text != null) {
            try {
                manifests.put(batch.id(), Json.read(text.text(), BatchManifest.class));
            } catch (JsonInputException unreadable) {
                // Stays absent: the pins of this batch are parked.
                manifests.remove(batch.id());
            }
        }
    }

    private Set<UUID> targets() {
        Set<UUID> ids = new HashSet<>();
        for (Pin pin : pins) {
            target(pin).map(Target::message).ifPresent(ids::add);
        }
        return ids;
    }

    List<Pin> pins() {
        return pins;
    }

    Optional<BatchPersisted> batch(UUID id) {
        return Optional.ofNullable(batches.get(id));
    }

    boolean hasManifest(UUID batch) {
        return manifests.containsKey(batch);
    }

    /** Maps a pin's index through the topic counts of the manifest; empty when it points outside. */
    Optional<Target> target(Pin pin) {
        BatchManifest manifest = manifests.get(pin.batch());
        if (manifest == null) {
            return Optional.empty();
        }
        long first = 0;
        for (ManifestEntry entry : manifest.messages()) {
            if (pin.index() < first + entry.topics()) {
                return entry.id() == null
                        ? Optional.empty()
                        : Optional.of(new Target(entry.id(), first, entry.topics()));
            }
            first += entry.topics();
        }
        return Optional.empty();
    }

    /** How many pins a batch has in all. */
    long pinsOf(UUID batch) {
        BatchManifest manifest = manifests.get(batch);
        return manifest == null
                ? 0
                : manifest.messages().stream().mapToLong(ManifestEntry::topics).sum();
    }

    Optional<Message> message(UUID id) {
        return Optional.ofNullable(messages.get(id));
    }

    /** The data of a message in its order; empty when any of it is missing. */
    Optional<List<Data>> data(Message message) {
        List<Data> found = new ArrayList<>();
        for (DataRef ref : message.data()) {
            Data item = data.get(ref.id());
            if (item == null || !Objects.equals(item.hash(), ref.hash())) {
                return Optional.empty();
            }
            found.add(item);
        }
        return Optional.of(found);
    }

    /**
     * Whether a pin with this context waits before the page or earlier in it. What stands earlier in the page and was not
     * blocked has been dispatched.
     */
    boolean isBlocked(Hash context) {
        Long first = firstUndispatched.get(context);
        return blocked.contains(context) || first != null && first <= after;
    }

    void block(Hash context) {
        blocked.add(context);
    }
}
