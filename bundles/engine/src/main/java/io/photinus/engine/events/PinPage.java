package io.photinus.engine.events;

import io.photinus.engine.work.NamespaceContext;
import io.photinus.persistence.DataRepository;
import io.photinus.types.BatchManifest;
import io.photinus.types.BatchPersisted;
import io.photinus.types.Data;
import io.photinus.types.DataRef;
import io.photinus.types.Hash;
import io.photinus.types.ManifestEntry;
import io.photinus.types.Message;
import io.photinus.types.MessageType;
import io.photinus.types.Pin;
import io.photinus.types.ValidatorType;
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
import java.util.stream.Stream;

/**
 * One page of pins with everything that judging it needs, loaded in a handful of statements whatever its size. Also knows
 * which contexts are blocked (protocol 6.6, with the strict rule of 16.9). For one thread.
 */
final class PinPage {
    private final List<Pin> pins;
    private final long after;
    private final Map<UUID, BatchPersisted> batches = new HashMap<>();
    /** By batch, the target of each pin index. */
    private final Map<UUID, List<Optional<Target>>> targets = new HashMap<>();

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
            List<Message> undecided = page.messages.values().stream()
                    .filter(message ->
                            message.state() != null && !message.state().isFinal())
                    .toList();
            page.loadData(store.data(), ns, undecided);
            return page;
        });
    }

    /** Values are most of the bytes, and few messages are judged by them. */
    private void loadData(DataRepository store, String ns, List<Message> undecided) {
        List<UUID> needed =
                undecided.stream().flatMap(PinPage::dataIds).distinct().toList();
        if (needed.isEmpty()) {
            return;
        }
        store.findAllWithoutValues(ns, needed).forEach(item -> data.put(item.id(), item));
        Set<UUID> values = undecided.stream()
                .filter(message -> message.header().type().equals(MessageType.DEFINITION))
                .flatMap(PinPage::dataIds)
                .collect(Collectors.toSet());
        data.forEach((id, item) -> {
            if (item.datatype() != null && item.validator() != ValidatorType.NONE) {
                values.add(id);
            }
        });
        if (!values.isEmpty()) {
            store.findAll(ns, values).forEach(item -> data.put(item.id(), item));
        }
    }

    private static Stream<UUID> dataIds(Message message) {
        return message.data().stream().map(DataRef::id).filter(Objects::nonNull);
    }

    private void readManifest(BatchPersisted batch) {
        RawJson text = batch.manifest();
        if (text == null) {
            return;
        }
        try {
            List<Optional<Target>> byIndex = new ArrayList<>();
            for (ManifestEntry entry :
                    Json.read(text.text(), BatchManifest.class).messages()) {
                UUID id = entry.id();
                Optional<Target> target =
                        id == null ? Optional.empty() : Optional.of(new Target(id, byIndex.size(), entry.topics()));
                for (int i = 0; i < entry.topics(); i++) {
                    byIndex.add(target);
                }
            }
            targets.put(batch.id(), byIndex);
        } catch (JsonInputException unreadable) {
            // Stays absent: the pins of this batch are parked.
            targets.remove(batch.id());
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
        return targets.containsKey(batch);
    }

    /** Maps a pin's index through the topic counts of the manifest; empty when it points outside. */
    Optional<Target> target(Pin pin) {
        List<Optional<Target>> byIndex = targets.getOrDefault(pin.batch(), List.of());
        return pin.index() < 0 || pin.index() >= byIndex.size() ? Optional.empty() : byIndex.get((int) pin.index());
    }

    /** How many pins a batch has in all. */
    long pinsOf(UUID batch) {
        return targets.getOrDefault(batch, List.of()).size();
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
