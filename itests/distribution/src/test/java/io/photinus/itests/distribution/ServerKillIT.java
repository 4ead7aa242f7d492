package io.photinus.itests.distribution;

import io.photinus.itests.distribution.On.Form;
import io.photinus.types.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The database server of all members is killed under load, and started again. */
@On(Form.ON_POSTGRES)
@Order(10)
class ServerKillIT {
    private static final int KILLS = 5;
    private static final int IN_FLIGHT = 50;
    private static final String TOPIC = "server-kill";
    /** A node does not wait for a server that is gone; the rest is for a machine that has other things to do. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final Pattern OUTAGE = Pattern.compile(
            "WARN .* the database server 127\\.0\\.0\\.1:\\d+ (cannot be reached|takes no connections): ");

    private final Network network;
    private final DatabaseServer server;
    private final List<Long> refusals = new ArrayList<>();

    ServerKillIT(Network network) {
        this.network = network;
        this.server = network.database();
    }

    @AfterEach
    void bringItBack() {
        network.restore();
    }

    @Test
    void losesAndDoublesNothingWhenTheServerIsKilled() {
        List<Long> recoveries = new ArrayList<>();
        Map<String, String> before = Map.of();
        try (Load load = Load.start(network, TOPIC)) {
            for (int i = 0; i < KILLS; i++) {
                Await.until(
                        () -> load.inFlight() + " messages are in flight, of " + load.accepted(),
                        () -> load.inFlight() >= IN_FLIGHT);
                server.kill();
                for (Party party : network.parties()) {
                    refusesWithASentence(party);
                }
                if (i == 0) {
                    assertThat(network.first().process().shell("photinus:status"))
                            .contains("database");
                }
                before = Uploads.of(network).batchByMessage();
                server.start();
                long back = System.nanoTime();
                for (Party party : network.parties()) {
                    Await.until(() -> party + " takes messages", () -> takesMessages(party));
                }
                recoveries.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - back));
            }

            List<String> messages = load.finish();

            System.out.println("ServerKillIT: " + messages.size() + " messages; ms from the server's start until both"
                    + " members confirm again: " + recoveries + "; ms of each refusal: " + refusals
                    + "; connections of the subscribers: "
                    + load.readers().stream().map(Reader::connections).toList());
            assertThat(load.unexpected()).isEmpty();
            Exchange.completes(network, TOPIC, messages);
            for (int i = 0; i < 2; i++) {
                Party party = network.parties().get(i);
                load.readers()
                        .get(i)
                        .hasSeen(party.confirmations(TOPIC).stream()
                                .map((JsonObject event) -> event.string("id"))
                                .toList());
                Map<String, String> confirmed = Uploads.asConfirmed(party, TOPIC);
                Map<String, String> uploaded = Uploads.of(network).batchesOf(messages);
                assertThat(uploaded).isEqualTo(confirmed);
                // What was uploaded when the server died was not made anew.
                Set<String> early = new HashSet<>(before.keySet());
                early.retainAll(messages);
                assertThat(confirmed).containsAllEntriesOf(new Uploads(before).batchesOf(early));
                Exchange.pinnedOnce(party, Set.copyOf(confirmed.values()));
            }
            for (Party party : network.parties()) {
                Await.until(() -> party + " has no problem; it says: " + party.problem(), () -> party.problem()
                        .isEmpty());
            }
            // Each member says once per outage what is missing, and nothing else.
            assertThat(network.newComplaints())
                    .hasSizeLessThanOrEqualTo(2 * KILLS)
                    .allMatch(line -> OUTAGE.matcher(line).find());
        }
    }

    private void refusesWithASentence(Party party) {
        String base = party.api().address("").toString();
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (String path : List.of("status", "messages?limit=1", "events?limit=1")) {
            answers.add(timed(() -> Http.get(base + path)));
        }
        String body = Party.broadcast("server-kill-refused", "1");
        answers.add(timed(() -> Http.post(base + "messages/broadcast", "application/json", body)));
        for (HttpResponse<String> answer : answers) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).contains("database");
        }
    }

    private HttpResponse<String> timed(Supplier<HttpResponse<String>> request) {
        long begin = System.nanoTime();
        HttpResponse<String> answer = request.get();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        assertThat(took).isLessThan(SOON);
        refusals.add(took.toMillis());
        return answer;
    }

    /** Also to its end: the message is confirmed. */
    private static boolean takesMessages(Party party) {
        return party.api()
                        .post("messages/broadcast?confirm=true", Party.broadcast("server-kill-back", "1"))
                        .status()
                == 200;
    }
}
