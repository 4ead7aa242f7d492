package io.photinus.transport.websockets;

import io.photinus.http.SocketListener;
import io.photinus.http.SocketPeer;
import io.photinus.plugin.transport.Delivery;
import io.photinus.plugin.transport.HostClosedException;
import io.photinus.plugin.transport.StartRequest;
import io.photinus.plugin.transport.TransportHost;
import io.photinus.types.SubscriptionRef;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.error.Temporary;
import io.photinus.types.json.Json;
import io.photinus.types.json.JsonInputException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client. Frames come one at a time; deliveries and completed writes come from other threads, so what they share is
 * guarded by {@code lock}, which is never held while the core or the peer is called.
 */
final class Connection implements SocketListener {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int PROTOCOL_ERROR = 1002;
    private static final int CANNOT_WRITE = 1011;
    private static final String SCOPE = "ns";

    private final SocketPeer peer;
    private final TransportHost host;
    private final Consumer<String> forget;
    private final String scope;
    private final Outbox outbox;
    private final AtomicBoolean over = new AtomicBoolean();

    private final Object lock = new Object();
    private final InFlight inFlight = new InFlight();
    /** Null until the first start decides. */
    private @Nullable Boolean autoack;
    /** Only touched by the thread that reads frames. */
    private final Set<SubscriptionRef> starts = new HashSet<>();

    /**
     * @param forget told the peer's id when the connection is over
     */
    Connection(SocketPeer peer, TransportHost host, Consumer<String> forget) {
        this.peer = peer;
        this.host = host;
        this.forget = forget;
        this.scope = peer.pathParameters().getOrDefault(SCOPE, "");
        this.outbox = new Outbox(peer, this::written, this::cannotWrite);
    }

    /** Does what the address asks for (api 8.2); an error is told, and the socket stays open. */
    void open() {
        guarded(
                () -> {
                    scoped(AutoStart.namespace(peer.query()));
                    AutoStart.of(peer.query()).ifPresent(start -> start(start.in(scoped(start.namespace()))));
                },
                problem -> peer.send(Frames.protocolError(String.valueOf(problem.getMessage()))));
    }

    /** The namespace that a frame means on this address. */
    private String scoped(String namespace) {
        if (scope.isEmpty() || namespace.equals(scope)) {
            return namespace;
        }
        if (namespace.isEmpty()) {
            return scope;
        }
        throw new NodeProblem(ErrorCode.FF10462, scope, namespace);
    }

    @Override
    public void text(String frame) {
        if (over.get()) {
            return;
        }
        guarded(() -> handle(frame), problem -> {
            NodeProblem told = NodeProblem.wrap(ErrorCode.FF10176, problem);
            LOG.atDebug().addKeyValue("peer", peer.id()).log("frame refused: {}", told.getMessage());
            peer.send(Frames.protocolError(String.valueOf(told.getMessage())));
            close(PROTOCOL_ERROR, "protocol error");
        });
    }

    /** Runs a step; what the client or the moment is to blame for is handed on, anything else is a bug and goes up. */
    private void guarded(Runnable step, Consumer<RuntimeException> refused) {
        try {
            step.run();
        } catch (HostClosedException gone) {
            close(WebSocketTransport.SERVICE_RESTART, "service restart");
        } catch (NodeProblem | JsonInputException problem) {
            refused.accept(problem);
        } catch (RuntimeException failure) {
            if (!(failure instanceof Temporary)) {
                throw failure;
            }
            refused.accept(failure);
        }
    }

    private void handle(String frame) {
        String type = Json.read(frame, Frames.Action.class).type();
        switch (type) {
            case Frames.START -> {
                Frames.Start start = Json.read(frame, Frames.Start.class);
                Frames.Start meant = start.in(scoped(start.namespace()));
                requireNamespace(meant);
                start(meant);
            }
            case Frames.ACK -> acknowledge(Json.read(frame, Frames.Ack.class));
            default -> throw new NodeProblem(ErrorCode.FF10177, type);
        }
    }

    /** An unknown namespace is told first, then a missing name, then that the namespace does not serve yet (api 8.3). */
    private void requireNamespace(Frames.Start start) {
        boolean named = start.ephemeral() || !start.name().isEmpty();
        try {
            host.requireNamespace(start.namespace());
        } catch (NodeProblem problem) {
            if (problem.code() != ErrorCode.FF10187 || named) {
                throw problem;
            }
        }
        if (!named) {
            throw new NodeProblem(ErrorCode.FF10178);
        }
    }

    private void start(Frames.Start start) {
        Boolean before;
        synchronized (lock) {
            before = autoack;
            if (before == null) {
                autoack = start.autoack() != null && start.autoack();
            } else if (start.autoack() != null && !start.autoack().equals(before)) {
                throw new NodeProblem(ErrorCode.FF10179);
            }
        }
        boolean started = false;
        try {
            SubscriptionRef ref = host.start(
                    peer.id(),
                    new StartRequest(
                            start.namespace(), start.name(), start.ephemeral(), start.filter(), start.options()));
            // The id may come later, and starting a name twice is one start.
            starts.add(start.ephemeral() ? ref : new SubscriptionRef(null, start.namespace(), start.name()));
            started = true;
        } finally {
            if (!started) {
                synchronized (lock) {
                    autoack = before;
                }
            }
        }
    }

    private void acknowledge(Frames.Ack ack) {
        InFlight.Found found;
        synchronized (lock) {
            if (autoack != null && autoack) {
                throw new NodeProblem(ErrorCode.FF10180);
            }
            found = inFlight.take(ack.id(), named(ack.subscription()), starts.size());
        }
        if (found == null) {
            throw new NodeProblem(ErrorCode.FF10175);
        }
        host.acknowledge(peer.id(), found.subscription(), found.id());
    }

    private @Nullable SubscriptionRef named(@Nullable SubscriptionRef subscription) {
        return subscription == null
                        || subscription.id() != null
                        || !subscription.namespace().isEmpty()
                ? subscription
                : new SubscriptionRef(null, scope, subscription.name());
    }

    void deliver(Delivery delivery) {
        synchronized (lock) {
            if (over.get()) {
                return;
            }
            if (autoack == null || !autoack) {
                inFlight.add(delivery);
            }
        }
        outbox.add(delivery);
    }

    private void written(Delivery delivery) {
        boolean auto;
        synchronized (lock) {
            auto = autoack != null && autoack && !over.get();
        }
        if (auto) {
            try {
                host.acknowledge(peer.id(), delivery.subscription(), delivery.id());
            } catch (HostClosedException gone) {
                close(WebSocketTransport.SERVICE_RESTART, "service restart");
            }
        }
    }

    private void cannotWrite(Throwable failure) {
        LOG.atDebug().addKeyValue("peer", peer.id()).log("cannot be written: {}", failure.toString());
        close(CANNOT_WRITE, "cannot be written");
    }

    /** Closes the socket; the core gives what was in flight to others at once, however long the client takes to go. */
    void close(int code, String reason) {
        end();
        peer.close(code, reason);
    }

    @Override
    public void closed(int code, String reason) {
        end();
        LOG.atDebug().addKeyValue("peer", peer.id()).log("socket closed with {} {}", code, reason);
    }

    private void end() {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        forget.accept(peer.id());
        outbox.clear();
        synchronized (lock) {
            inFlight.clear();
        }
        try {
            host.connectionClosed(peer.id());
        } catch (HostClosedException gone) {
            LOG.atDebug().addKeyValue("peer", peer.id()).log("the core has forgotten the connection already");
        }
    }
}
