package io.photinus.types;

import io.photinus.types.json.Opt;
import org.jspecify.annotations.Nullable;

/**
 * Regular expressions (RE2, unanchored) that an event must all match (protocol 12.2). {@code topics}, {@code tag}, {@code
 * group} and {@code author} are the older names of {@code topic} and of the fields of {@code message}; the newer one wins.
 */
public record SubscriptionFilter(
        @Opt @Nullable String events,
        @Opt @Nullable MessageFilter message,
        @Opt @Nullable TransactionFilter transaction,
        @Opt @Nullable BlockchainEventFilter blockchainevent,
        @Opt @Nullable String topic,
        @Opt @Nullable String topics,
        @Opt @Nullable String tag,
        @Opt @Nullable String group,
        @Opt @Nullable String author) {

    public static final SubscriptionFilter ALL =
            new SubscriptionFilter(null, null, null, null, null, null, null, null, null);

    public record MessageFilter(
            @Opt @Nullable String tag,
            @Opt @Nullable String group,
            @Opt @Nullable String author) {}

    public record TransactionFilter(@Opt @Nullable String type) {}

    public record BlockchainEventFilter(
            @Opt @Nullable String name, @Opt @Nullable String listener) {}
}
