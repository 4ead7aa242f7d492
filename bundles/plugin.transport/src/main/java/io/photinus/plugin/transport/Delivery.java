package io.photinus.plugin.transport;

import io.photinus.types.EnrichedEvent;
import io.photinus.types.SubscriptionRef;
import java.util.List;
import java.util.UUID;

/**
 * Events for one subscription on one connection.
 *
 * @param connection the transport's own id of the connection
 * @param id the id to acknowledge: that of the single event, or of the batch
 * @param batch whether the subscription wants batches; otherwise {@code events} has exactly one element
 * @param events in sequence order; each carries its subscription
 */
public record Delivery(
        String connection, UUID id, SubscriptionRef subscription, boolean batch, List<EnrichedEvent> events) {
    public Delivery {
        events = List.copyOf(events);
    }
}
