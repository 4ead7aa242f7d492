package io.photinus.tools.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.photinus.tools.client.Member;
import io.photinus.types.json.Json;
import io.photinus.types.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestsTest {
    private final Member member = new Member(HttpClient.newHttpClient(), URI.create("http://node:5000"), "default");
    private final Requests requests = new Requests("bench-x-", 200, 10);

    private String broadcast(long number) {
        ByteBuf request = requests.broadcast(
                UnpooledByteBufAllocator.DEFAULT, Requests.postHead(member, "messages/broadcast"), number);
        String text = request.toString(StandardCharsets.US_ASCII);
        request.release();
        return text;
    }

    @Test
    void postsABroadcastWithAValueOfTheWantedSize() {
        String request = broadcast(42);

        assertThat(request)
                .startsWith("POST /api/v1/namespaces/default/messages/broadcast HTTP/1.1\r\nHost: node:5000\r\n");
        String body = request.substring(request.indexOf("\r\n\r\n") + 4);
        assertThat(request).contains("\r\nContent-Length: " + body.length() + "\r\n\r\n");
        JsonObject message = JsonObject.parse(body);
        assertThat(message.object("header").string("tag")).isEqualTo("bench-x-42");
        assertThat(message.object("header").get("topics")).isEqualTo(List.of("bench-2"));
        JsonObject data = (JsonObject) ((List<?>) message.get("data")).get(0);
        assertThat(Json.write(data.object("value"))).hasSize(200);
    }

    @Test
    void makesEveryValueAnother() {
        assertThat(broadcast(1).replace("x-1", "x-2")).isNotEqualTo(broadcast(2));
    }

    @Test
    void asksWithTheWholeQuery() {
        assertThat(new String(Requests.get(member, "events?sequence=%3E5&limit=1"), StandardCharsets.US_ASCII))
                .isEqualTo("GET /api/v1/namespaces/default/events?sequence=%3E5&limit=1 HTTP/1.1\r\n"
                        + "Host: node:5000\r\nAccept: application/json\r\n\r\n");
    }
}
