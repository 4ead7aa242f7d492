package io.photinus.transport.websockets;

import io.photinus.plugin.transport.Delivery;
import io.photinus.types.EnrichedEvent;
import io.photinus.types.SubscriptionFilter;
import io.photinus.types.SubscriptionRef;
import io.photinus.types.json.Json;
import io.photinus.types.json.JsonObject;
import io.photinus.types.json.Opt;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The frames of the protocol (api 8.3, 8.4). Each that we send is one JSON document and a newline. */
final class Frames {
    static final String START = "start";
    static final String ACK = "ack";

    /** What every frame of a client has. */
    record Action(String type) {
        Action {
            type = type == null ? "" : type;
        }
    }

    /** {@code autoack} is null when it is left out: unchanged. */
    record Start(
            String namespace,
            String name,
            boolean ephemeral,
            @Nullable Boolean autoack,
            SubscriptionFilter filter,
            JsonObject options) {
        Start {
            namespace = namespace == null ? "" : namespace;
            name = name == null ? "" : name;
            filter = filter == null ? SubscriptionFilter.ALL : filter;
            options = options == null ? JsonObject.empty() : options;
        }

        Start in(String other) {
            return new Start(other, name, ephemeral, autoack, filter, options);
        }
    }

    record Ack(@Nullable UUID id, @Nullable SubscriptionRef subscription) {}

    private record EventBatch(String type, UUID id, SubscriptionRef subscription, List<EnrichedEvent> events) {}

    private record ProtocolError(String type, @Opt @Nullable String error) {}

    private Frames() {}

    static String delivery(Delivery delivery) {
        Object document = delivery.batch()
                ? new EventBatch("event_batch", delivery.id(), delivery.subscription(), delivery.events())
                : delivery.events().get(0);
        return Json.write(document) + "\n";
    }

    static String protocolError(String text) {
        return Json.write(new ProtocolError("protocol_error", text)) + "\n";
    }
}
