package io.photinus.engine.subscriptions;

import io.photinus.plugin.transport.StartRequest;
import io.photinus.plugin.transport.TransportHost;
import io.photinus.plugin.transport.TransportPlugin;
import io.photinus.types.SubscriptionRef;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings transports and namespaces together, one per process: remembers what each connection has started, so that a
 * namespace that starts again finds its subscribers. Thread-safe; its lock is held for changes in memory only.
 */
public final class SubscriptionRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionRegistry.class);

    private final Known known;
    private final Map<String, NamespaceSubscriptions> namespaces = new ConcurrentHashMap<>();
    private final Object lock = new Object();
    private final Set<HostFor> hosts = new LinkedHashSet<>();

    public SubscriptionRegistry(Known known) {
        this.known = known;
    }

    /** The namespace serves from now on; starts on open connections are applied to it. */
    public void namespaceStarted(String name, NamespaceSubscriptions subscriptions) {
        synchronized (lock) {
            namespaces.put(name, subscriptions);
            for (HostFor host : hosts) {
                host.connections.values().stream()
                        .flatMap(Collection::stream)
                        .filter(start -> start.subscription().namespace().equals(name))
                        .forEach(subscriptions.dispatcher()::attach);
            }
        }
    }

    /** The namespace serves no longer; the starts on open connections wait for it. Unknown names are ignored. */
    public void namespaceStopped(String name) {
        synchronized (lock) {
            namespaces.remove(name);
        }
    }

    /**
     * Opens a transport that has appeared.
     *
     * @param type the transport that subscriptions name
     * @return what the transport was opened with; to be closed when it goes
     */
    public TransportHost openHost(String type, TransportPlugin plugin) {
        HostFor host = new HostFor(this, type, plugin);
        synchronized (lock) {
            hosts.add(host);
        }
        try {
            plugin.open(host);
        } catch (RuntimeException refused) {
            close(host);
            throw refused;
        }
        return host;
    }

    /** Revokes a host and forgets its connections; what they had in flight is delivered again elsewhere. Idempotent. */
    public void close(TransportHost opened) {
        if (!(opened instanceof HostFor host)) {
            throw new IllegalArgumentException("not a host of this registry");
        }
        host.revoke();
        synchronized (lock) {
            hosts.remove(host);
            List.copyOf(host.connections.keySet()).forEach(connection -> forget(host, connection));
        }
    }

    void requireNamespace(String namespace) {
        if (namespace.isEmpty() || !known.exists(namespace)) {
            throw new NodeProblem(ErrorCode.FF10436, namespace);
        }
        if (find(namespace) == null) {
            throw new NodeProblem(ErrorCode.FF10187, namespace);
        }
    }

    @Nullable
    NamespaceSubscriptions find(String namespace) {
        return namespaces.get(namespace);
    }

    SubscriptionRef start(HostFor host, String connection, StartRequest request) {
        while (true) {
            NamespaceSubscriptions namespace = find(request.namespace());
            if (namespace == null) {
                throw new NodeProblem(ErrorCode.FF10187, request.namespace());
            }
            Start start = namespace.prepare(host, connection, request);
            synchronized (lock) {
                host.requireOpen();
                // A namespace that was started again meanwhile must see the start too.
                if (find(request.namespace()) == namespace) {
                    return apply(namespace, host, start);
                }
            }
        }
    }

    private SubscriptionRef apply(NamespaceSubscriptions namespace, HostFor host, Start start) {
        List<Start> starts = host.connections.computeIfAbsent(start.connection(), id -> new ArrayList<>());
        boolean twice = start.ephemeral() == null
                && starts.stream()
                        .anyMatch(other -> other.ephemeral() == null
                                && other.subscription()
                                        .namespace()
                                        .equals(start.subscription().namespace())
                                && other.subscription()
                                        .name()
                                        .equals(start.subscription().name()));
        if (!twice) {
            if (starts.size() >= namespace.defaults().max()) {
                throw new NodeProblem(
                        ErrorCode.PH10001,
                        "A connection can start at most " + namespace.defaults().max() + " subscriptions");
            }
            starts.add(start);
            namespace.dispatcher().attach(start);
            LOG.atDebug()
                    .addKeyValue("ns", start.subscription().namespace())
                    .addKeyValue("sub", start.subscription().name())
                    .log("started on connection {}", start.connection());
        }
        return start.subscription();
    }

    void connectionClosed(HostFor host, String connection) {
        synchronized (lock) {
            forget(host, connection);
        }
    }

    private void forget(HostFor host, String connection) {
        List<Start> starts = host.connections.remove(connection);
        if (starts == null) {
            return;
        }
        starts.stream()
                .map(start -> start.subscription().namespace())
                .distinct()
                .map(this::find)
                .forEach(namespace -> {
                    if (namespace != null) {
                        namespace.dispatcher().detach(host, connection);
                    }
                });
    }
}
