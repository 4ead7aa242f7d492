package io.photinus.engine.subscriptions;

import io.photinus.plugin.transport.HostClosedException;
import io.photinus.plugin.transport.StartRequest;
import io.photinus.plugin.transport.TransportHost;
import io.photinus.plugin.transport.TransportPlugin;
import io.photinus.types.SubscriptionRef;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The core as one appearance of one transport sees it; revoked when that is over. */
final class HostFor implements TransportHost {
    private final SubscriptionRegistry registry;
    private final String type;
    private final TransportPlugin plugin;
    private volatile boolean closed;

    /** The starts of each connection; guarded by the registry. */
    final Map<String, List<Start>> connections = new LinkedHashMap<>();

    HostFor(SubscriptionRegistry registry, String type, TransportPlugin plugin) {
        this.registry = registry;
        this.type = type;
        this.plugin = plugin;
    }

    /** The transport that subscriptions name. */
    String type() {
        return type;
    }

    TransportPlugin plugin() {
        return plugin;
    }

    void revoke() {
        closed = true;
    }

    void requireOpen() {
        if (closed) {
            throw new HostClosedException("this connection of transport " + type + " to the core is over");
        }
    }

    @Override
    public void requireNamespace(String namespace) {
        requireOpen();
        registry.requireNamespace(namespace);
    }

    @Override
    public SubscriptionRef start(String connection, StartRequest request) {
        requireOpen();
        if (request.namespace().isEmpty()
                || !request.ephemeral() && request.name().isEmpty()) {
            throw new NodeProblem(ErrorCode.FF10178);
        }
        return registry.start(this, connection, request);
    }

    @Override
    public void acknowledge(String connection, SubscriptionRef subscription, UUID delivery) {
        requireOpen();
        NamespaceSubscriptions namespace = registry.find(subscription.namespace());
        if (namespace != null) {
            namespace.dispatcher().acknowledge(this, connection, subscription, delivery);
        }
    }

    @Override
    public void reject(String connection, SubscriptionRef subscription, UUID delivery, String reason) {
        requireOpen();
        NamespaceSubscriptions namespace = registry.find(subscription.namespace());
        if (namespace != null) {
            namespace.dispatcher().reject(this, connection, subscription, delivery, reason);
        }
    }

    @Override
    public void connectionClosed(String connection) {
        requireOpen();
        registry.connectionClosed(this, connection);
    }
}
