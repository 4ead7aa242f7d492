package io.photinus.itests.distribution;

import io.photinus.types.json.JsonObject;
import io.photinus.types.json.RawJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

import static org.assertj.core.api.Assertions.assertThat;

/** Each member in two processes that share a database: both serve, each does a part of the work, and one replaces the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(8)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CoresIT {
    private static final int MANY = 25;
    private static final int READ_AHEAD = 3;

    private Network network;

    @BeforeAll
    void start() {
        network = Network.twoProcessesPerMember();
    }

    @AfterAll
    void stop() {
        if (network != null) {
            network.close();
        }
    }

    @AfterEach
    void complainsOfNothing() {
        network.restore();
        assertThat(network.newComplaints())
                .as("warnings and errors in the logs")
                .isEmpty();
    }

    /** The processes of the first member. */
    private List<Party> cores() {
        return List.of(network.parties().get(0), network.parties().get(2));
    }

    private static Party other(List<Party> two, Party one) {
        return two.get(0) == one ? two.get(1) : two.get(0);
    }

    /** Broadcasts and returns when the message is confirmed. */
    private static String sendAndConfirm(Party party, String topic, String text) {
        JsonObject message = party.api()
                .mustPost("messages/broadcast?confirm=true", Party.broadcast(topic, '"' + text + '"'))
                .object();
        assertThat(message.string("state")).isEqualTo("confirmed");
        return message.object("header").string("id");
    }

    private static boolean does(Party party, String job) {
        return metrics(party)
                .lines()
                .anyMatch(line -> line.equals("photinus_lease_held{namespace=\"default\",job=\"" + job + "\"} 1"));
    }

    private static String metrics(Party party) {
        try {
            HttpRequest request = HttpRequest.newBuilder(party.metrics().resolve("/metrics"))
                    .timeout(Await.LIMIT)
                    .build();
            return party.api()
                    .http()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The process of the first member that does the job. */
    private Party holder(String job) {
        Await.until("somebody does " + job, () -> cores().stream().anyMatch(core -> does(core, job)));
        return cores().stream().filter(core -> does(core, job)).findFirst().orElseThrow();
    }

    private void everyCoreHasWork() {
        for (Party core : network.parties()) {
            Await.until(core + " does something", () -> does(core, "aggregate") || does(core, "batch"));
        }
    }

    private static void report(String what, long since) {
        System.out.println("CoresIT: " + what + " " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since) + " ms");
    }

    @Test
    @Order(1)
    void servesAndWorksInEveryProcess() {
        everyCoreHasWork();
        List<String> messages = new ArrayList<>();
        for (Party core : network.parties()) {
            long begin = System.nanoTime();
            messages.add(sendAndConfirm(
                    core, "every", "confirmed at " + core.process().name()));
            report("confirmed at " + core + " after", begin);
        }
        for (int i = 0; i < MANY; i++) {
            for (Party core : network.parties()) {
                messages.add(core.send("every", i + " at " + core));
            }
        }

        Exchange.completes(network, "every", messages);
    }

    @Test
    @Order(2)
    void tellsWhoDoesWhat() {
        everyCoreHasWork();

        String printed =
                network.first().process().shell("photinus:cluster --json").strip();
        List<JsonObject> rows = ((List<?>) RawJson.require(printed).tree())
                .stream().map(JsonObject.class::cast).toList();

        assertThat(rows).filteredOn(row -> row.string("kind").equals("process")).hasSize(2);
        assertThat(rows)
                .filteredOn(row -> row.string("kind").equals("process") && Boolean.TRUE.equals(row.get("here")))
                .hasSize(1);
        assertThat(rows)
                .filteredOn(row -> row.string("kind").equals("lease"))
                .extracting(row -> row.string("name"))
                .contains("aggregate", "batch", "download", "feed", "pin", "upload");
        assertThat(rows).extracting(row -> row.string("kind")).contains("messages", "operations", "pins");
    }

    private static List<String> sendToBoth(Party victim, Party survivor, String topic) {
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            messages.add(victim.send(topic, "before " + i));
            messages.add(survivor.send(topic, "too " + i));
        }
        return messages;
    }

    @Test
    @Order(3)
    void replacesAKilledProcess() {
        everyCoreHasWork();
        for (String job : List.of("aggregate", "batch")) {
            String topic = "killed-" + job;
            Party victim = holder(job);
            Party survivor = other(cores(), victim);
            List<String> messages = sendToBoth(victim, survivor, topic);

            long killed = System.nanoTime();
            victim.process().kill();
            messages.add(sendAndConfirm(survivor, topic, "after"));
            report("the process that did " + job + " was killed; confirmed by the other after", killed);

            victim.process().start();
            Await.until(() -> victim + " answers", victim::ready);
            messages.add(sendAndConfirm(victim, topic, "back"));
            Exchange.completes(network, topic, messages);
            everyCoreHasWork();
        }
    }

    @Test
    @Order(4)
    void replacesAStoppedProcessWhichDoublesNothingWhenItWakes() {
        everyCoreHasWork();
        for (String job : List.of("aggregate", "batch")) {
            String topic = "stopped-" + job;
            Party victim = holder(job);
            Party survivor = other(cores(), victim);
            List<String> messages = sendToBoth(victim, survivor, topic);

            long stopped = System.nanoTime();
            victim.process().freeze();
            try {
                messages.add(sendAndConfirm(survivor, topic, "after"));
                report("the process that did " + job + " was stopped; confirmed by the other after", stopped);
            } finally {
                victim.process().wake();
            }
            for (int i = 0; i < MANY; i++) {
                messages.add(victim.send(topic, "awake " + i));
                messages.add(survivor.send(topic, "still " + i));
            }
            messages.add(sendAndConfirm(victim, topic, "awake"));

            Exchange.completes(network, topic, messages);
            assertThat(victim.problem()).isEmpty();
            everyCoreHasWork();
        }
    }

    @Test
    @Order(5)
    void movesASubscriptionToAnotherProcess() {
        String topic = "moving";
        Party one = cores().get(0);
        Party two = cores().get(1);
        Subscriptions.create(
                one, "mover", topic, JsonObject.parse("{\"firstEvent\":\"oldest\",\"readAhead\":" + READ_AHEAD + "}"));
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            messages.add(one.send(topic, "m" + i));
        }
        Exchange.completes(network, topic, messages);
        List<String> events = one.confirmations(topic).stream()
                .map(event -> event.string("id"))
                .toList();

        try (Feed second = Feed.durable(two, "mover")) {
            long closed;
            try (Feed first = Feed.durable(one, "mover")) {
                // Whichever of the two came first is served; the other stands by.
                closed = System.nanoTime();
            }
            takeUpTo(6, second, 0, events);
            report("the other connection was closed; all was served here after", closed);

            try (Feed third = Feed.durable(one, "mover")) {
                assertThat(third.poll(Duration.ofMillis(300))).isNull();
                long killed = System.nanoTime();
                two.process().kill();
                JsonObject next = third.next();
                report("the process of the connection was killed; the other served after", killed);
                assertThat(events.indexOf(next.string("id"))).isBetween(6 - 1 - READ_AHEAD, 6);
                third.ack(next);
                takeUpTo(12, third, events.indexOf(next.string("id")) + 1, events);
            }
        }
        Await.until("everything is acknowledged", () -> metrics(one)
                .contains("photinus_waiting{namespace=\"default\",kind=\"subscription\",name=\"mover\"} 0"));
    }

    /** Takes events up to a number of them; they come in order, without gap, from one that was not taken before or was. */
    private static void takeUpTo(int end, Feed feed, int begin, List<String> events) {
        List<String> shown = new ArrayList<>();
        while (!shown.contains(events.get(end - 1))) {
            JsonObject event = feed.next();
            shown.add(event.string("id"));
            feed.ack(event);
        }
        assertThat(shown).isEqualTo(events.subList(begin, end));
    }
}
