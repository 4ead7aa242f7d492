package io.photinus.http.internal;

import io.photinus.http.SocketEndpoint;
import io.photinus.http.SocketListener;
import io.photinus.http.SocketPeer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SocketTest {

    private final Door door = Door.open();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void echoesInOrder() throws Exception {
        door.server.sockets().add("/ws", 0, new Recording());
        var client = door.socket("/ws");

        for (int i = 0; i < 200; i++) {
            client.send("frame " + i);
        }

        for (int i = 0; i < 200; i++) {
            assertThat(client.next()).isEqualTo("frame " + i);
        }
    }

    @Test
    void tellsTheEndpointAboutTheHandshake() throws Exception {
        var endpoint = new Recording();
        door.server.sockets().add("/api/v1/namespaces/(?<ns>[^/]+)/ws", 0, endpoint);

        door.socket("/api/v1/namespaces/ns1/ws?ephemeral&filter.events=a%7Cb&name=x&name=y");

        SocketPeer peer = endpoint.peers.poll(20, TimeUnit.SECONDS);
        assertThat(peer).isNotNull();
        assertThat(peer.pathParameters()).containsExactly(Map.entry("ns", "ns1"));
        assertThat(peer.query())
                .containsEntry("ephemeral", List.of(""))
                .containsEntry("filter.events", List.of("a|b"))
                .containsEntry("name", List.of("x", "y"));
        assertThat(peer.headers().get("UPGRADE")).containsExactly("websocket");
        assertThat(peer.remoteAddress()).startsWith("127.0.0.1:");
        assertThat(peer.userAgent()).contains("Java");
    }

    @Test
    void closesSocketsWith1012WhenTheEndpointGoesAway() throws Exception {
        var endpoint = new Recording();
        SocketRoute route = door.server.sockets().add("/ws", 0, endpoint);
        var client = door.socket("/ws");

        door.server.sockets().remove(route, 1012, "service restart");

        assertThat(client.closed()).isEqualTo(1012);
        assertThat(endpoint.closes.poll(20, TimeUnit.SECONDS)).isEqualTo(1012);
    }

    @Test
    void holdsUpgradesUntilAnEndpointArrives() throws Exception {
        var connecting = CompletableFuture.supplyAsync(() -> {
            try {
                return door.socket("/ws");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(door.get("/nowhere")).startsWith("HTTP/1.1 404 ");

        door.server.sockets().add("/ws", 0, new Recording());

        var client = connecting.get(20, TimeUnit.SECONDS);
        client.send("hello");
        assertThat(client.next()).isEqualTo("hello");
    }

    @Test
    void prefersTheBetterRankedEndpoint() throws Exception {
        var better = new Recording();
        door.server.sockets().add("/ws", 0, new Recording());
        door.server.sockets().add("/ws", 10, better);

        door.socket("/ws");

        assertThat(better.peers.poll(20, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void closesSocketsThatSendTooMuch() throws Exception {
        var endpoint = new Recording();
        door.server.sockets().add("/ws", 0, endpoint);
        var client = door.socket("/ws");

        client.send("x".repeat(2001));

        assertThat(client.closed()).isEqualTo(1009);
        assertThat(endpoint.closes.poll(20, TimeUnit.SECONDS)).isEqualTo(1009);
    }

    @Test
    void closesSocketsWhoseListenerFails() throws Exception {
        door.server.sockets().add("/ws", 0, peer -> new SocketListener() {
            @Override
            public void text(String frame) {
                throw new IllegalStateException("meant to fail, part of a test");
            }

            @Override
            public void closed(int code, String reason) {}
        });
        var client = door.socket("/ws");

        client.send("x");

        assertThat(client.closed()).isEqualTo(1011);
    }

    @Test
    void refusesToQueueBeyondTheCap() throws Exception {
        var endpoint = new Recording();
        door.server.sockets().add("/ws", 0, endpoint);
        door.socket("/ws");
        SocketPeer peer = endpoint.peers.poll(20, TimeUnit.SECONDS);

        assertThatThrownBy(() ->
                        peer.send("ä".repeat(50_001)).toCompletableFuture().get())
                .hasCauseInstanceOf(IOException.class)
                .hasMessageContaining("100000");
        peer.send("ä".repeat(50_000)).toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(peer.queuedBytes()).isZero();
    }

    @Test
    void failsToSendOnceClosed() throws Exception {
        var endpoint = new Recording();
        door.server.sockets().add("/ws", 0, endpoint);
        var client = door.socket("/ws");
        SocketPeer peer = endpoint.peers.poll(20, TimeUnit.SECONDS);

        peer.close(1000, "bye");

        assertThat(client.closed()).isEqualTo(1000);
        assertThat(peer.send("late").toCompletableFuture()).isCompletedExceptionally();
        assertThat(endpoint.closes.poll(20, TimeUnit.SECONDS)).isEqualTo(1000);
        assertThat(endpoint.closes).isEmpty();
    }

    @Test
    void answersPlainRequestsToSocketPaths() throws Exception {
        door.server.sockets().add("/ws", 0, new Recording());

        assertThat(door.get("/ws")).startsWith("HTTP/1.1 400 ");
    }

    /** Sends back what it gets. */
    private static final class Recording implements SocketEndpoint {

        final BlockingQueue<SocketPeer> peers = new LinkedBlockingQueue<>();
        final BlockingQueue<Integer> closes = new LinkedBlockingQueue<>();

        @Override
        public SocketListener open(SocketPeer peer) {
            peers.add(peer);
            return new SocketListener() {
                @Override
                public void text(String frame) {
                    peer.send(frame);
                }

                @Override
                public void closed(int code, String reason) {
                    closes.add(code);
                }
            };
        }
    }
}
