package io.photinus.plugin.transport;

import io.photinus.types.SubscriptionRef;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The core as a transport sees it. Thread-safe; no method blocks on a client. Every method throws {@link
 * HostClosedException} once this host's generation is over.
 */
@ProviderType
public interface TransportHost {
    /**
     * Fails unless the namespace can serve events now.
     *
     * @throws io.photinus.types.error.NodeProblem FF10436 unknown or empty, FF10187 not started
     */
    void requireNamespace(String namespace);

    /**
     * Starts a subscription on a connection: a durable one by name, or an ephemeral one. A durable name that does not exist
     * yet waits until it is created. A durable subscription is served to one connection at a time; others stand by.
     * Deliveries may begin before this method returns.
     *
     * @return how the deliveries will name the subscription; its id is absent while the durable name does not exist
     * @throws io.photinus.types.error.NodeProblem FF10178, FF10187, FF10171, FF10191, FF10192, FF00137
     */
    SubscriptionRef start(String connection, StartRequest request);

    /**
     * The application has taken a delivery. The position is committed in order, before the window is filled again.
     * Unknown ids are ignored: a restart of the namespace may have made them void.
     */
    void acknowledge(String connection, SubscriptionRef subscription, UUID delivery);

    /** The delivery failed: everything unacknowledged of this subscription is delivered again. */
    void reject(String connection, SubscriptionRef subscription, UUID delivery, String reason);

    /** The connection is gone; what it had in flight goes to the next one that stands by. Idempotent. */
    void connectionClosed(String connection);
}
