package io.photinus.engine.subscriptions;

import io.photinus.plugin.transport.Delivery;
import io.photinus.plugin.transport.TransportHost;
import io.photinus.plugin.transport.TransportPlugin;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.JsonObject;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

/** Keeps deliveries until a test takes them. */
final class FakeTransport implements TransportPlugin {
    /** Runs in each delivery, before it is kept; may throw. */
    volatile Consumer<Delivery> onDeliver = delivery -> {};

    private final Map<String, BlockingQueue<Delivery>> byConnection = new ConcurrentHashMap<>();
    private volatile TransportHost host;

    TransportHost host() {
        return host;
    }

    @Override
    public JsonObject validateOptions(JsonObject options) {
        if (options.get("withData") instanceof Boolean wanted && wanted) {
            throw new NodeProblem(ErrorCode.FF10244);
        }
        return options.with("withData", false);
    }

    @Override
    public void open(TransportHost opened) {
        host = opened;
    }

    @Override
    public void deliver(Delivery delivery) {
        onDeliver.accept(delivery);
        queue(delivery.connection()).add(delivery);
    }

    @Override
    public void close() {}

    private BlockingQueue<Delivery> queue(String connection) {
        return byConnection.computeIfAbsent(connection, id -> new LinkedBlockingQueue<>());
    }

    /** The next delivery on a connection; fails when none comes. */
    Delivery next(String connection) {
        try {
            Delivery delivery = queue(connection).poll(10, TimeUnit.SECONDS);
            assertThat(delivery).as("delivery on " + connection).isNotNull();
            return delivery;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** The next delivery, which has one event; returns its topic. */
    String topic(String connection) {
        Delivery delivery = next(connection);
        assertThat(delivery.events()).hasSize(1);
        return delivery.events().get(0).topic();
    }

    void acknowledge(Delivery delivery) {
        host.acknowledge(delivery.connection(), delivery.subscription(), delivery.id());
    }

    /** Takes and acknowledges one delivery; returns the topic of its only event. */
    String take(String connection) {
        Delivery delivery = next(connection);
        acknowledge(delivery);
        return delivery.events().get(0).topic();
    }

    boolean idle(String connection) {
        return queue(connection).isEmpty();
    }
}
