package io.photinus.rest.internal;

import io.photinus.http.ExpressLane.Answer;
import io.photinus.http.ExpressLane.Asked;
import io.photinus.http.ExpressLane.Ride;
import io.photinus.rest.internal.resources.BroadcastLane;
import io.photinus.rest.internal.resources.Edge;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the express lane answers is what the JAX-RS runtime would have answered, byte for byte. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BroadcastLaneTest {
    private ApiServer api;
    private BroadcastLane lane;

    @BeforeAll
    void start() throws Exception {
        api = new ApiServer(Settings.DEFAULTS);
        lane = new BroadcastLane(new Edge(api.node, Settings.DEFAULTS), api.node::defaultNamespace);
    }

    @AfterAll
    void stop() throws Exception {
        api.close();
    }

    private Ride take(String target, Map<String, String> headers) {
        Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(headers);
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? null : target.substring(question + 1);
        return lane.take(new Asked("POST", path, query, byName::get));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/api/v1/messages/broadcast                    | {}",
                "/api/v1/messages/broadcast                    | {\"header\":{\"tag\":\"a<b>&\"},\"data\":[{\"value\":{\"b\":1.50,\"a\":\"é\"}}]}",
                "/api/v1/namespaces/ns2/messages/broadcast     | {\"idempotencyKey\":\"k\"}",
                "/api/v1/messages/broadcast?confirm            | {}",
                "/api/v1/messages/broadcast?confirm=true       | {}",
                "/api/v1/messages/broadcast                    | ``",
                "/api/v1/messages/broadcast                    | null",
                "/api/v1/messages/broadcast                    | {",
                "/api/v1/messages/broadcast                    | []",
                "/api/v1/messages/broadcast                    | {\"header\":{\"tag\":1}}",
                "/api/v1/messages/broadcast                    | {\"header\":{\"cid\":\"x\"}}",
                "/api/v1/messages/broadcast                    | {} trailing",
                "/api/v1/namespaces/none/messages/broadcast    | {",
                "/api/v1/namespaces/none/messages/broadcast    | {}",
                "/api/v1/namespaces/ns3/messages/broadcast     | {}",
            })
    void answersLikeTheRuntime(String target, String body) throws Exception {
        Reply slow = api.json("POST", target, body);

        Answer fast = take(target, Map.of("Content-Type", "application/json"))
                .go(body.getBytes(StandardCharsets.UTF_8))
                .toCompletableFuture()
                .join();

        assertThat(fast.status()).isEqualTo(slow.status());
        assertThat(new String(fast.body(), StandardCharsets.UTF_8)).isEqualTo(slow.body());
        assertThat(fast.contentType()).isEqualTo(slow.header("Content-Type"));
        assertThat(fast.headers().get("Retry-After")).isEqualTo(slow.header("Retry-After"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/api/v1/messages/broadcast                  | text/plain",
                "/api/v1/messages/broadcast                  | application/x-www-form-urlencoded",
                "/api/v1/messages/broadcast?confirm=FALSE    | application/json",
                "/api/v1/messages/broadcast?a=b&confirm      | application/json",
                "/api/v1/messages                            | application/json",
                "/api/v1/namespaces/a/b/messages/broadcast   | application/json",
                "/api/v1/namespaces//messages/broadcast      | application/json",
                "/api/v1/namespaces/messages/broadcast       | application/json",
                "/api/v2/messages/broadcast                  | application/json",
            })
    void leavesTheUnusualToTheRuntime(String target, String contentType) {
        assertThat(take(target, Map.of("Content-Type", contentType))).isNull();
    }

    @Test
    void takesNothingButPlainPosts() {
        Map<String, String> json = Map.of("Content-Type", "application/json");

        assertThat(lane.take(new Asked("GET", "/api/v1/messages/broadcast", null, json::get)))
                .isNull();
        assertThat(lane.take(new Asked("POST", "/api/v1/messages/broadcast", null, name -> null)))
                .isNull();
        assertThat(take(
                        "/api/v1/messages/broadcast",
                        Map.of("Content-Type", "application/json", "Content-Encoding", "gzip")))
                .isNull();
    }
}
