package io.photinus.types;

import io.photinus.types.json.Opt;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A batch as it travels (protocol 2.3).
 *
 * @param namespace the network namespace on the wire
 * @param node the sender's node identity, once registered
 */
public record Batch(
        @Nullable UUID id,
        String type,
        String namespace,
        @Opt @Nullable UUID node,
        @Opt @Nullable Hash group,
        @Nullable Instant created,
        @Opt @Nullable String author,
        @Opt @Nullable String key,
        @Nullable Hash hash,
        BatchPayload payload) {

    public static final String BROADCAST = "broadcast";
    public static final String PRIVATE = "private";

    public Batch {
        type = type == null ? "" : type.toLowerCase(Locale.ROOT);
        namespace = namespace == null ? "" : namespace;
        payload = payload == null ? BatchPayload.NONE : payload;
    }
}
