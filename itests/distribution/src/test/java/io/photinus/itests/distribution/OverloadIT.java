package io.photinus.itests.distribution;

import io.photinus.itests.distribution.On.Form;
import io.photinus.types.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** More comes at once than a member can take: it answers all of it, keeps what it has accepted, and does not grow. */
@InEach({Form.PROCESS_PER_MEMBER, Form.ON_POSTGRES})
@Order(6)
class OverloadIT {
    private static final int ROUNDS = 3;
    /** Several times the threads that serve; each is a connection of its own. */
    private static final int AT_ONCE = 500;

    private static final long FIXED_BYTES = 4 << 20;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Network network;
    private final Party party;

    OverloadIT(Network network) {
        this.network = network;
        this.party = network.first();
    }

    @Test
    void answersEverythingKeepsWhatItAcceptedAndDoesNotGrow() {
        List<Long> live = new ArrayList<>();
        Map<Integer, Integer> statuses = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            String topic = "overload-" + round;
            List<HttpResponse<String>> answers = IntStream.range(0, AT_ONCE)
                    .mapToObj(i -> post(topic, i))
                    .collect(Collectors.collectingAndThen(
                            Collectors.toList(),
                            sent -> sent.stream().map(CompletableFuture::join).toList()));
            List<String> accepted = new ArrayList<>();
            for (HttpResponse<String> answer : answers) {
                statuses.merge(answer.statusCode(), 1, Integer::sum);
                if (answer.statusCode() == 202) {
                    accepted.add(
                            JsonObject.parse(answer.body()).object("header").string("id"));
                } else {
                    assertThat(answer.statusCode()).as(answer.body()).isIn(429, 503);
                    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                }
            }
            Exchange.completes(network, topic, accepted);
            live.add(liveBytes());
        }
        System.out.println("OverloadIT: answers " + statuses + ", live bytes after each round " + live);
        long grown = live.get(ROUNDS - 1) - live.get(0);
        assertThat(grown).isLessThan(FIXED_BYTES + live.get(0) / 10);
    }

    private CompletableFuture<HttpResponse<String>> post(String topic, int number) {
        HttpRequest request = HttpRequest.newBuilder(party.api().address("messages/broadcast"))
                .header("Content-Type", "application/json")
                .timeout(Await.LIMIT)
                .POST(BodyPublishers.ofString(Party.broadcast(topic, Integer.toString(number))))
                .build();
        return http.sendAsync(request, BodyHandlers.ofString());
    }

    /** What the member's heap holds after a full collection. */
    private long liveBytes() {
        try {
            String pid =
                    Files.readString(party.process().folder().resolve("pid")).strip();
            String histogram = Commands.run(
                            new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin/jcmd")
                                            .toString(),
                                    pid,
                                    "GC.class_histogram"),
                            Await.LIMIT)
                    .requireSuccess()
                    .out();
            String total = histogram
                    .lines()
                    .filter(line -> line.startsWith("Total"))
                    .findFirst()
                    .orElseThrow();
            return Long.parseLong(total.strip().split("\\s+")[2]);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
