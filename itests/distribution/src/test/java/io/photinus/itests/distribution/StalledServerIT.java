package io.photinus.itests.distribution;

import io.photinus.itests.distribution.On.Form;
import io.photinus.types.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The database server hangs with all its connections open, and more comes than a member may keep in memory. */
@On(Form.ON_POSTGRES)
@Order(7)
class StalledServerIT {
    private static final String TOPIC = "stalled";
    /** Together more than the 32 MiB that may wait to be stored. */
    private static final int MESSAGES = 120;

    private static final String VALUE = "x".repeat(400_000);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Network network;
    private final DatabaseServer server;

    StalledServerIT(Network network) {
        this.network = network;
        this.server = network.database();
    }

    @AfterEach
    void wake() {
        server.wake();
    }

    @Test
    void refusesWhatExceedsItsBoundsAndStoresTheRestWhenTheServerGoesOn() {
        // The member knows who it is, so that it need not ask the database.
        assertThat(network.first()
                        .api()
                        .post("messages/broadcast?confirm=true", Party.broadcast("stalled-before", "1"))
                        .status())
                .isEqualTo(200);
        server.freeze();
        List<CompletableFuture<HttpResponse<String>>> sent =
                IntStream.range(0, MESSAGES).mapToObj(this::post).toList();
        // Refused at once, while nothing can be stored.
        Await.until(() -> "a message is refused", () -> sent.stream().anyMatch(CompletableFuture::isDone));
        server.wake();

        List<String> accepted = new ArrayList<>();
        List<HttpResponse<String>> refused = new ArrayList<>();
        for (CompletableFuture<HttpResponse<String>> answer : sent) {
            HttpResponse<String> response = answer.join();
            if (response.statusCode() == 202) {
                accepted.add(JsonObject.parse(response.body()).object("header").string("id"));
            } else {
                refused.add(response);
            }
        }

        System.out.println("StalledServerIT: " + accepted.size() + " accepted, " + refused.size() + " refused");
        assertThat(accepted).isNotEmpty();
        assertThat(refused).isNotEmpty().allSatisfy(answer -> {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).contains("PH10001").contains("Too many messages wait");
        });
        Exchange.completes(network, TOPIC, accepted);
    }

    private CompletableFuture<HttpResponse<String>> post(int number) {
        HttpRequest request = HttpRequest.newBuilder(network.first().api().address("messages/broadcast"))
                .header("Content-Type", "application/json")
                .timeout(Await.LIMIT)
                .POST(BodyPublishers.ofString(Party.broadcast(TOPIC, "\"" + number + VALUE + "\"")))
                .build();
        return http.sendAsync(request, BodyHandlers.ofString());
    }
}
