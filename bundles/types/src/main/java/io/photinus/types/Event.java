package io.photinus.types;

import io.photinus.types.json.Opt;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, in commit order (protocol 2.12).
 *
 * @param sequence the order within the namespace; equals commit order
 * @param reference the object that the event is about
 */
public record Event(
        UUID id,
        long sequence,
        EventType type,
        String namespace,
        @Nullable UUID reference,
        @Opt @Nullable UUID correlator,
        @Opt @Nullable UUID tx,
        @Opt @Nullable String topic,
        Instant created) {}
