package io.photinus.plugin.transport;

import io.photinus.types.json.JsonObject;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A way in which applications get events, registered as an OSGi service with the property {@code photinus.plugin.type} (the
 * {@code transport} of a subscription, for example {@code websockets}). Thread-safe.
 */
@ConsumerType
public interface TransportPlugin {
    /**
     * Checks and completes the options of a subscription for this transport (protocol 12.2).
     *
     * @return the options to store
     * @throws io.photinus.types.error.NodeProblem for options that this transport refuses
     */
    JsonObject validateOptions(JsonObject options);

    /**
     * Connects the transport to the core. Called once per appearance of the service; from then on the transport may call
     * the host. When the host's generation is over, its methods throw {@link HostClosedException}.
     */
    void open(TransportHost host);

    /**
     * Hands over one delivery. Must not block: the transport queues and sends it on threads of its own. What is in flight
     * is bounded by the subscription's window, so is the queue. Deliveries of one subscription on one connection come in
     * order. For each delivery the transport calls {@link TransportHost#acknowledge} or {@link TransportHost#reject} once,
     * or {@link TransportHost#connectionClosed}.
     */
    void deliver(Delivery delivery);

    /** Closes every connection in a way that asks clients to come again (WebSocket: 1012); returns at once. */
    void close();
}
