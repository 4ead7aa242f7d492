package io.photinus.engine.batch;

import io.photinus.persistence.Repositories;
import io.photinus.types.Batch;
import io.photinus.types.BatchPersisted;
import io.photinus.types.Contexts;
import io.photinus.types.Hash;
import io.photinus.types.Message;
import io.photinus.types.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The batches that were sealed a moment ago, so that uploading and pinning them need neither read nor parse them again. Only
 * a cache: what is not in it is read from the database. Bounded by bytes. Thread-safe.
 */
public final class SealedBatches {
    private static final long MAX_BYTES = 8L << 20;

    private final Map<UUID, Sealed> recent = new LinkedHashMap<>();
    private long bytes;

    /**
     * A sealed batch.
     *
     * @param payload the exact bytes to upload
     * @param contexts what is pinned, in pin order
     * @param messages in order
     */
    public record Sealed(BatchPersisted row, byte[] payload, List<Hash> contexts, List<UUID> messages) {
        static Sealed of(BatchPersisted row, byte[] payload, List<Message> messages) {
            return new Sealed(
                    row,
                    payload,
                    Contexts.ofBroadcasts(messages),
                    messages.stream().map(Message::id).toList());
        }
    }

    synchronized void add(Sealed sealed) {
        recent.put(sealed.row().id(), sealed);
        bytes += sealed.payload().length;
        Iterator<Sealed> oldest = recent.values().iterator();
        while (bytes > MAX_BYTES && oldest.hasNext()) {
            bytes -= oldest.next().payload().length;
            oldest.remove();
        }
    }

    /** The batch is on the ledger's way and will not be asked for again. */
    public synchronized void forget(UUID id) {
        Sealed known = recent.remove(id);
        if (known != null) {
            bytes -= known.payload().length;
        }
    }

    /** A batch that was sealed here a moment ago. */
    public synchronized Optional<Sealed> recent(UUID id) {
        return Optional.ofNullable(recent.get(id));
    }

    /** A sealed batch; empty when it is not known or has no payload any more. */
    public Optional<Sealed> find(Repositories store, String namespace, UUID id) {
        return recent(id).or(() -> store.batches().find(namespace, id).flatMap(row -> store.batches()
                .payload(namespace, id)
                .map(text -> Sealed.of(
                        row,
                        text.getBytes(StandardCharsets.UTF_8),
                        Json.read(text, Batch.class).payload().messages()))));
    }
}
