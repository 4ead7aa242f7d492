package io.photinus.types;

import io.photinus.types.json.Opt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Names a subscription (protocol 2.12). */
public record SubscriptionRef(@Opt @Nullable UUID id, String namespace, String name) {
    public SubscriptionRef {
        namespace = namespace == null ? "" : namespace;
        name = name == null ? "" : name;
    }
}
