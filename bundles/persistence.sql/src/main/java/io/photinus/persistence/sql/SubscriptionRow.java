package io.photinus.persistence.sql;

import io.photinus.types.Subscription;
import io.photinus.types.SubscriptionFilter;
import io.photinus.types.json.JsonObject;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of subscriptions; ephemeral ones are never stored. */
record SubscriptionRow(
        String namespace,
        UUID id,
        String name,
        String transport,
        SubscriptionFilter filters,
        JsonObject options,
        @Nullable Instant created,
        @Nullable Instant updated) {

    static SubscriptionRow of(String namespace, Subscription subscription) {
        return new SubscriptionRow(
                namespace,
                Objects.requireNonNull(subscription.id(), "a subscription without id"),
                subscription.name(),
                subscription.transport(),
                subscription.filter(),
                subscription.options(),
                subscription.created(),
                subscription.updated());
    }

    Subscription toSubscription() {
        return new Subscription(id, namespace, name, transport, filters, options, false, created, updated);
    }
}
