package io.photinus.types;

import io.photinus.types.json.JsonObject;
import io.photinus.types.json.Opt;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subscription to events (protocol 2.13, 12.2).
 *
 * @param options what the client sent, with {@code withData}, {@code firstEvent}, {@code readAhead}, {@code batch} and
 *     {@code batchTimeout} normalised
 */
public record Subscription(
        @Opt @Nullable UUID id,
        String namespace,
        String name,
        String transport,
        SubscriptionFilter filter,
        JsonObject options,
        @Opt boolean ephemeral,
        @Nullable Instant created,
        @Nullable Instant updated) {

    public Subscription {
        namespace = namespace == null ? "" : namespace;
        name = name == null ? "" : name;
        transport = transport == null ? "" : transport;
        filter = filter == null ? SubscriptionFilter.ALL : filter;
        options = options == null ? JsonObject.empty() : options;
    }

    public SubscriptionRef ref() {
        return new SubscriptionRef(id, namespace, name);
    }
}
