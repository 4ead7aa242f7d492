package io.photinus.persistence;

import io.photinus.types.Event;
import io.photinus.types.EventType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Events. The sequence within a namespace equals commit order, without gaps that could still be filled. */
@ProviderType
public interface EventRepository {
    /** Appends events; they are written, and get their sequences, as the last statements of the unit of work. */
    void append(String namespace, List<NewEvent> events);

    /** An event to append. */
    record NewEvent(
            UUID id,
            EventType type,
            @Nullable UUID reference,
            @Nullable UUID correlator,
            @Nullable UUID tx,
            @Nullable String topic,
            Instant created) {}

    Optional<Event> find(String namespace, UUID id);

    /** Events behind a sequence, in order. */
    List<Event> after(String namespace, long sequence, int limit);

    /** The highest sequence, -1 when there is none. */
    long highest(String namespace);

    /** Events of these types about these objects, in order. */
    List<Event> about(String namespace, Collection<EventType> types, Collection<UUID> references);
}
