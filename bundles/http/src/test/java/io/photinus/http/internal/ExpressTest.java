package io.photinus.http.internal;

import io.photinus.http.ExpressLane;
import io.photinus.http.ExpressLane.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExpressTest {
    private static final String POST = "POST /api/fast HTTP/1.1\r\nHost: x\r\n";

    private final Door door = Door.open();
    private final BlockingQueue<Waiting> asked = new LinkedBlockingQueue<>();
    private final ExpressRoute route = new ExpressRoute(this::take);

    private record Waiting(String body, CompletableFuture<Answer> answer) {
        void say(String text) {
            answer.complete(
                    new Answer(202, "application/json", Map.of("X-More", "1"), text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    ExpressTest() {
        door.server.lanes().add(route);
        door.serve("/api", new Echo("servlet"));
    }

    private ExpressLane.Ride take(ExpressLane.Asked request) {
        return request.path().equals("/api/fast") && request.query() == null ? this::go : null;
    }

    private CompletionStage<Answer> go(byte[] body) {
        Waiting waiting = new Waiting(new String(body, StandardCharsets.UTF_8), new CompletableFuture<>());
        asked.add(waiting);
        return waiting.answer();
    }

    private Waiting next() throws InterruptedException {
        Waiting waiting = asked.poll(20, TimeUnit.SECONDS);
        assertThat(waiting).isNotNull();
        return waiting;
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void answersWhenTheAnswerIsThereAndKeepsTheConnection() throws Exception {
        try (Door.Connection connection = door.connect()) {
            connection.write(POST + "Content-Length: 3\r\n\r\none");
            Waiting first = next();
            assertThat(first.body()).isEqualTo("one");
            first.say("first.");
            assertThat(connection.until("first."))
                    .startsWith("HTTP/1.1 202 ")
                    .contains("Content-Type: application/json\r\n", "X-More: 1\r\n", "Content-Length: 6\r\n");

            connection.write(POST + "Content-Length: 3\r\n\r\ntwo");
            next().say("second.");
            assertThat(connection.until("second.")).startsWith("HTTP/1.1 202 ");
        }
    }

    @Test
    void holdsNoThreadWhileItWaits() throws Exception {
        Door.Connection[] connections = new Door.Connection[50];
        for (int i = 0; i < connections.length; i++) {
            connections[i] = door.connect();
            connections[i].write(POST + "Content-Length: 0\r\n\r\n");
        }
        // More than the connector has threads.
        for (Door.Connection connection : connections) {
            next().say("done.");
        }
        for (Door.Connection connection : connections) {
            assertThat(connection.until("done.")).startsWith("HTTP/1.1 202 ");
            connection.close();
        }
    }

    @Test
    void leavesOtherRequestsToTheServlets() throws Exception {
        assertThat(door.raw("POST /api/slow HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"))
                .contains("servlet /api /slow");
        assertThat(door.raw(POST + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
                .contains("servlet /api /fast");
        assertThat(asked).isEmpty();
    }

    @Test
    void letsRequestsOutBeforeItGoes() throws Exception {
        try (Door.Connection connection = door.connect()) {
            connection.write(POST + "Content-Length: 0\r\n\r\n");
            Waiting waiting = next();
            assertThat(route.drain(Duration.ofMillis(1))).isEqualTo(1);

            waiting.say("late.");

            assertThat(connection.until("late.")).startsWith("HTTP/1.1 202 ");
            assertThat(route.drain(Duration.ofSeconds(20))).isZero();
            assertThat(door.raw(POST + "Connection: close\r\nContent-Length: 0\r\n\r\n"))
                    .contains("servlet /api /fast");
        }
    }
}
