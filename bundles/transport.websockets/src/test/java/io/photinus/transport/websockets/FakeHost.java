package io.photinus.transport.websockets;

import io.photinus.plugin.transport.HostClosedException;
import io.photinus.plugin.transport.StartRequest;
import io.photinus.plugin.transport.TransportHost;
import io.photinus.types.SubscriptionRef;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A core with the namespaces {@code ns1} and {@code ns2}; {@code later} is known and does not serve yet. */
final class FakeHost implements TransportHost {
    final List<StartRequest> starts = new ArrayList<>();
    final List<String> acknowledged = new ArrayList<>();
    final List<String> closed = new ArrayList<>();
    /** Runs inside each start. */
    Runnable onStart = () -> {};

    boolean over;
    RuntimeException refuse;

    private void check() {
        if (over) {
            throw new HostClosedException("over");
        }
    }

    @Override
    public void requireNamespace(String namespace) {
        check();
        switch (namespace) {
            case "ns1", "ns2" -> {}
            case "later" -> throw new NodeProblem(ErrorCode.FF10187, namespace);
            default -> throw new NodeProblem(ErrorCode.FF10436, namespace);
        }
    }

    @Override
    public SubscriptionRef start(String connection, StartRequest request) {
        check();
        if (refuse != null) {
            throw refuse;
        }
        if (request.namespace().isEmpty()
                || !request.ephemeral() && request.name().isEmpty()) {
            throw new NodeProblem(ErrorCode.FF10178);
        }
        if (!request.namespace().startsWith("ns")) {
            throw new NodeProblem(ErrorCode.FF10187, request.namespace());
        }
        starts.add(request);
        onStart.run();
        UUID id = UUID.randomUUID();
        return request.ephemeral()
                ? new SubscriptionRef(id, request.namespace(), id.toString())
                : new SubscriptionRef(null, request.namespace(), request.name());
    }

    @Override
    public void acknowledge(String connection, SubscriptionRef subscription, UUID delivery) {
        check();
        acknowledged.add(connection + " " + subscription.name() + " " + delivery);
    }

    @Override
    public void reject(String connection, SubscriptionRef subscription, UUID delivery, String reason) {
        throw new AssertionError("nothing is ever rejected");
    }

    @Override
    public void connectionClosed(String connection) {
        check();
        closed.add(connection);
    }
}
