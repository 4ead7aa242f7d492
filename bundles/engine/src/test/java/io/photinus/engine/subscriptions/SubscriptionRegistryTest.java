package io.photinus.engine.subscriptions;

import io.photinus.plugin.transport.HostClosedException;
import io.photinus.plugin.transport.StartRequest;
import io.photinus.plugin.transport.TransportHost;
import io.photinus.types.SubscriptionFilter;
import io.photinus.types.SubscriptionRef;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.JsonObject;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SubscriptionRegistryTest {
    private final World world = new World();
    private final TransportHost host = world.transport.host();

    @AfterEach
    void stop() {
        world.close();
    }

    private static void assertRefused(ErrorCode code, ThrowingCallable call) {
        assertThatExceptionOfType(NodeProblem.class)
                .isThrownBy(call)
                .extracting(NodeProblem::code)
                .isEqualTo(code);
    }

    private static StartRequest durable(String namespace, String name) {
        return new StartRequest(namespace, name, false, SubscriptionFilter.ALL, JsonObject.empty());
    }

    @Test
    void tellsUnknownNamespacesFromThoseThatDoNotServeYet() {
        host.requireNamespace("ns1");
        assertRefused(ErrorCode.FF10436, () -> host.requireNamespace(""));
        assertRefused(ErrorCode.FF10436, () -> host.requireNamespace("nowhere"));
        assertRefused(ErrorCode.FF10187, () -> host.requireNamespace("later"));
    }

    @Test
    void refusesStartsThatNameTooLittle() {
        assertRefused(ErrorCode.FF10178, () -> host.start("c1", durable("ns1", "")));
        assertRefused(ErrorCode.FF10178, () -> host.start("c1", durable("", "app")));
        assertRefused(ErrorCode.FF10187, () -> host.start("c1", durable("later", "app")));
        assertRefused(ErrorCode.FF10187, () -> host.start("c1", durable("nowhere", "app")));
    }

    @Test
    void refusesEphemeralStartsThatCannotBeServed() {
        assertRefused(ErrorCode.FF10171, () -> world.startEphemeral("c1", World.topic("["), "{}"));
        assertRefused(ErrorCode.FF10191, () -> world.startEphemeral("c1", "{\"firstEvent\":\"x\"}"));
        assertRefused(ErrorCode.FF10192, () -> world.startEphemeral("c1", "{\"firstEvent\":\"-5\"}"));
        assertRefused(ErrorCode.FF00137, () -> world.startEphemeral("c1", "{\"batchTimeout\":\"x\"}"));
        assertRefused(ErrorCode.FF10244, () -> world.startEphemeral("c1", "{\"withData\":true}"));
    }

    @Test
    void namesAnEphemeralSubscriptionByItsId() {
        SubscriptionRef first = world.startEphemeral("c1", "{}");
        SubscriptionRef second = world.startEphemeral("c1", "{}");

        assertThat(first.name()).isEqualTo(String.valueOf(first.id()));
        assertThat(second.id()).isNotEqualTo(first.id());
    }

    @Test
    void startsADurableSubscriptionOncePerConnection() {
        world.create("app", "{\"firstEvent\":\"oldest\"}");

        SubscriptionRef first = world.startDurable("c1", "app");
        SubscriptionRef again = world.startDurable("c1", "app");
        world.append("a");

        assertThat(again).isEqualTo(first);
        assertThat(world.transport.take("c1")).isEqualTo("a");
    }

    @Test
    void boundsTheStartsOfAConnection() {
        int max = SubscriptionDefaults.STANDARD.max();
        for (int i = 0; i < max; i++) {
            world.startDurable("c1", "app" + i);
        }

        assertRefused(ErrorCode.PH10001, () -> world.startDurable("c1", "one-more"));
        world.startDurable("c2", "one-more");
    }

    @Test
    void revokesTheHostOfATransportThatIsGone() {
        world.registry.close(host);
        SubscriptionRef ref = new SubscriptionRef(UUID.randomUUID(), "ns1", "app");

        for (ThrowingCallable call : new ThrowingCallable[] {
            () -> host.requireNamespace("ns1"),
            () -> host.start("c1", durable("ns1", "app")),
            () -> host.acknowledge("c1", ref, UUID.randomUUID()),
            () -> host.reject("c1", ref, UUID.randomUUID(), "late"),
            () -> host.connectionClosed("c1")
        }) {
            assertThatExceptionOfType(HostClosedException.class).isThrownBy(call);
        }
    }

    @Test
    void ignoresWhatItDoesNotKnow() {
        SubscriptionRef strange = new SubscriptionRef(UUID.randomUUID(), "elsewhere", "app");

        host.acknowledge("c9", strange, UUID.randomUUID());
        host.reject("c9", strange, UUID.randomUUID(), "why not");
        host.connectionClosed("c9");
        world.registry.namespaceStopped("elsewhere");

        world.startEphemeral("c1", "{}");
        world.append("a");
        assertThat(world.transport.take("c1")).isEqualTo("a");
    }
}
