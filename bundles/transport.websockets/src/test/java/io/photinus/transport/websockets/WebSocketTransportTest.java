package io.photinus.transport.websockets;

import io.photinus.http.SocketEndpoint;
import io.photinus.http.SocketListener;
import io.photinus.plugin.transport.Delivery;
import io.photinus.types.EnrichedEvent;
import io.photinus.types.Event;
import io.photinus.types.EventType;
import io.photinus.types.SubscriptionRef;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WebSocketTransportTest {
    private static final SubscriptionRef APP = new SubscriptionRef(UUID.randomUUID(), "ns1", "app");

    private final List<SocketEndpoint> offered = new ArrayList<>();
    private final WebSocketTransport transport = new WebSocketTransport(endpoint -> {
        offered.add(endpoint);
        return () -> offered.remove(endpoint);
    });
    private final FakeHost host = new FakeHost();

    private static Delivery delivery(String connection) {
        Event event = new Event(
                UUID.randomUUID(), 1, EventType.MESSAGE_CONFIRMED, "ns1", null, null, null, "t", Instant.EPOCH);
        return new Delivery(
                connection,
                event.id(),
                APP,
                false,
                List.of(EnrichedEvent.of(event, null).deliveredTo(APP)));
    }

    @Test
    void refusesData() {
        assertThatExceptionOfType(NodeProblem.class)
                .isThrownBy(() -> transport.validateOptions(JsonObject.parse("{\"withData\":true}")))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(ErrorCode.FF10244));
    }

    @Test
    void writesDownThatThereIsNoData() {
        assertThat(transport.validateOptions(JsonObject.parse("{\"readAhead\":5}")))
                .hasToString("{\"readAhead\":5,\"withData\":false}");
    }

    @Test
    void isAtTheDoorOnlyWhileTheCoreHasItOpen() {
        assertThat(offered).isEmpty();

        transport.open(host);
        assertThat(offered).containsExactly(transport);

        transport.close();
        assertThat(offered).isEmpty();
        transport.close();
    }

    @Test
    void sendsADeliveryToItsConnectionOnly() {
        transport.open(host);
        FakePeer first = new FakePeer("c1");
        FakePeer second = new FakePeer("c2");
        transport.open(first);
        transport.open(second);

        transport.deliver(delivery("c2"));
        transport.deliver(delivery("c3"));

        assertThat(first.frames).isEmpty();
        assertThat(second.frames).hasSize(1);
    }

    @Test
    void deliversToASocketThatStartsByItsAddress() {
        transport.open(host);
        FakePeer peer = new FakePeer("c1").with("namespace", "ns1").with("name", "app");
        host.onStart = () -> transport.deliver(delivery("c1"));

        transport.open(peer);

        assertThat(peer.frames).hasSize(1);
    }

    @Test
    void forgetsAConnectionThatIsClosed() {
        transport.open(host);
        FakePeer peer = new FakePeer("c1");
        SocketListener listener = transport.open(peer);

        listener.closed(1000, "bye");
        transport.deliver(delivery("c1"));

        assertThat(peer.frames).isEmpty();
        assertThat(host.closed).containsExactly("c1");
    }

    @Test
    void asksClientsToComeAgainWhenItCloses() {
        transport.open(host);
        FakePeer peer = new FakePeer("c1");
        transport.open(peer);

        transport.close();

        assertThat(peer.closedWith).isEqualTo(1012);
    }

    @Test
    void turnsAwayASocketThatSlipsInWhileItCloses() {
        FakePeer peer = new FakePeer("c1").with("namespace", "ns1").with("name", "app");

        SocketListener listener = transport.open(peer);
        listener.text("{\"type\":\"ack\"}");
        listener.closed(1012, "");

        assertThat(peer.closedWith).isEqualTo(1012);
        assertThat(peer.frames).isEmpty();
    }

    @Test
    void servesAgainAfterItWasOpenedAgain() {
        transport.open(host);
        FakePeer before = new FakePeer("c1");
        transport.open(before);
        FakeHost next = new FakeHost();

        transport.open(next);
        SocketListener listener = transport.open(new FakePeer("c2"));
        listener.text("{\"type\":\"start\",\"namespace\":\"ns1\",\"name\":\"app\"}");

        assertThat(before.closedWith).isEqualTo(1012);
        assertThat(offered).containsExactly(transport);
        assertThat(next.starts).hasSize(1);
        assertThat(host.starts).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/ws,", "/api/v1/namespaces/default/ws,default", "/api/v1/namespaces/a.b-c/ws,a.b-c"})
    void answersAtTwoAddresses(String path, String namespace) {
        Matcher matcher = Pattern.compile(WebSocketTransport.PATHS).matcher(path);

        assertThat(matcher.matches()).isTrue();
        assertThat(matcher.group("ns")).isEqualTo(namespace);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws/", "/wss", "/api/v1/ws", "/api/v1/namespaces/ws", "/api/v1/namespaces/a/b/ws"})
    void answersNowhereElse(String path) {
        assertThat(path).doesNotMatch(WebSocketTransport.PATHS);
    }
}
