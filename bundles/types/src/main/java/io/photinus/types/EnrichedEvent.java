package io.photinus.types;

import io.photinus.types.json.Opt;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event with the object it is about (protocol 2.12, api 3.4), and on delivery with its subscription. */
public record EnrichedEvent(
        UUID id,
        long sequence,
        EventType type,
        String namespace,
        @Nullable UUID reference,
        @Opt @Nullable UUID correlator,
        @Opt @Nullable UUID tx,
        @Opt @Nullable String topic,
        Instant created,
        @Opt @Nullable BlockchainEvent blockchainEvent,
        @Opt @Nullable Datatype datatype,
        @Opt @Nullable Identity identity,
        @Opt @Nullable Message message,
        @Opt @Nullable Transaction transaction,
        @Opt @Nullable Operation operation,
        @Opt @Nullable SubscriptionRef subscription) {

    /** The bare event with at most one referenced object of the matching kind. */
    public static EnrichedEvent of(Event event, @Nullable Object referenced) {
        return new EnrichedEvent(
                event.id(),
                event.sequence(),
                event.type(),
                event.namespace(),
                event.reference(),
                event.correlator(),
                event.tx(),
                event.topic(),
                event.created(),
                referenced instanceof BlockchainEvent chain ? chain : null,
                referenced instanceof Datatype datatype ? datatype : null,
                referenced instanceof Identity identity ? identity : null,
                referenced instanceof Message message ? message : null,
                referenced instanceof Transaction transaction ? transaction : null,
                referenced instanceof Operation operation ? operation : null,
                null);
    }

    /** The form in which one subscription gets the event. */
    public EnrichedEvent deliveredTo(SubscriptionRef to) {
        return new EnrichedEvent(
                id,
                sequence,
                type,
                namespace,
                reference,
                correlator,
                tx,
                topic,
                created,
                blockchainEvent,
                datatype,
                identity,
                message,
                transaction,
                operation,
                to);
    }
}
