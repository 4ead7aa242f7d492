package io.photinus.itests.distribution;

import io.photinus.itests.distribution.On.Form;
import io.photinus.types.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What an application sees on its WebSocket. */
@InEach({Form.ONE_PROCESS, Form.PROCESS_PER_MEMBER, Form.ON_POSTGRES})
@Order(2)
class SubscriptionIT {
    private static final int MESSAGES = 6;

    private final Network network;
    private final Party party;

    SubscriptionIT(Network network) {
        this.network = network;
        this.party = network.second();
    }

    private List<String> send(String topic) {
        return IntStream.range(0, MESSAGES)
                .mapToObj(i -> network.parties().get(i % 2).send(topic, "text " + i))
                .toList();
    }

    private static List<String> messages(List<JsonObject> events) {
        return events.stream().map(event -> event.string("reference")).toList();
    }

    private static List<String> ids(List<JsonObject> events) {
        return events.stream().map(event -> event.string("id")).toList();
    }

    @Test
    void deliversInOrderOneAtATime() {
        Subscriptions.create(party, "in-order", "sub-in-order");
        try (Feed feed = Feed.durable(party, "in-order")) {
            List<String> sent = send("sub-in-order");
            Exchange.completes(network, "sub-in-order", sent);

            List<JsonObject> events = feed.takeAndAck(MESSAGES);

            assertThat(ids(events)).isEqualTo(ids(party.confirmations("sub-in-order")));
            assertThat(events.get(0).object("message").object("header").string("id"))
                    .isEqualTo(messages(events).get(0));
            assertThat(events.get(0).object("subscription").string("name")).isEqualTo("in-order");
        }
    }

    @Test
    void resumesAfterTheLastAcknowledgement() {
        Subscriptions.create(party, "resumes", "sub-resumes");
        List<String> sent = send("sub-resumes");
        Exchange.completes(network, "sub-resumes", sent);
        List<JsonObject> before;
        JsonObject pending;
        try (Feed feed = Feed.durable(party, "resumes")) {
            before = feed.takeAndAck(2);
            pending = feed.next();
        }

        try (Feed feed = Feed.durable(party, "resumes")) {
            List<JsonObject> after = feed.takeAndAck(MESSAGES - 2);

            assertThat(after.get(0).string("id")).isEqualTo(pending.string("id"));
            assertThat(messages(after)).isEqualTo(party.confirmed("sub-resumes").subList(2, MESSAGES));
            assertThat(messages(before))
                    .isEqualTo(party.confirmed("sub-resumes").subList(0, 2));
        }
    }

    @Test
    void replaysEverythingToALateSubscriber() {
        List<String> sent = send("sub-late");
        Exchange.completes(network, "sub-late", sent);
        Subscriptions.create(party, "late-1", "sub-late");
        Subscriptions.create(party, "late-2", "sub-late");

        try (Feed one = Feed.durable(party, "late-1");
                Feed two = Feed.durable(party, "late-2")) {
            List<JsonObject> first = one.takeAndAck(MESSAGES);
            List<JsonObject> second = two.takeAndAck(MESSAGES);

            assertThat(messages(first)).isEqualTo(party.confirmed("sub-late"));
            assertThat(ids(second)).isEqualTo(ids(first));
        }
    }

    @Test
    void deliversInBatchesWhenAsked() {
        Subscriptions.create(
                party,
                "batches",
                "sub-batches",
                JsonObject.parse("{\"firstEvent\":\"oldest\",\"batch\":true,\"readAhead\":4}"));
        List<String> sent = send("sub-batches");
        Exchange.completes(network, "sub-batches", sent);

        try (Feed feed = Feed.durable(party, "batches")) {
            List<JsonObject> batches = feed.takeAndAck(2);

            assertThat(batches).extracting(batch -> batch.string("type")).containsOnly("event_batch");
            assertThat(batches.stream()
                            .flatMap(batch -> ((List<?>) batch.get("events")).stream())
                            .map(event -> ((JsonObject) event).string("reference")))
                    .containsExactlyElementsOf(party.confirmed("sub-batches"));
        }
    }

    @Test
    void readsAheadWhenAsked() {
        Subscriptions.create(
                party, "ahead", "sub-ahead", JsonObject.parse("{\"firstEvent\":\"oldest\",\"readAhead\":3}"));
        List<String> sent = send("sub-ahead");
        Exchange.completes(network, "sub-ahead", sent);
        List<JsonObject> window;
        try (Feed feed = Feed.durable(party, "ahead")) {
            window = List.of(feed.next(), feed.next(), feed.next(), feed.next());
        }

        try (Feed feed = Feed.durable(party, "ahead")) {
            List<JsonObject> events = feed.takeAndAck(MESSAGES);

            assertThat(messages(window)).isEqualTo(party.confirmed("sub-ahead").subList(0, 4));
            assertThat(ids(events)).startsWith(ids(window).toArray(String[]::new));
        }
    }

    @Test
    void showsOnlyWhatIsNewToAnEphemeralSubscription() {
        List<String> old = send("sub-ephemeral");
        Exchange.completes(network, "sub-ephemeral", old);
        long subscriptions = party.count("subscriptions");
        Subscriptions.create(party, "marker", "sub-ephemeral");
        try (Feed feed = Feed.connect(party, "/api/v1/namespaces/" + party.api().namespace() + "/ws")) {
            feed.start(party, Map.of("ephemeral", true, "filter", Subscriptions.filter("sub-ephemeral")));
            // Starts are handled one after the other: when this one delivers, the first is there.
            feed.start(party, Map.of("name", "marker"));
            assertThat(messages(feed.takeAndAck(old.size()))).isEqualTo(party.confirmed("sub-ephemeral"));

            String fresh = network.first().send("sub-ephemeral", "new");

            List<JsonObject> events = List.of(feed.next(), feed.next());
            assertThat(messages(events)).containsOnly(fresh);
            assertThat(events)
                    .extracting(event -> event.object("subscription").string("name"))
                    .contains("marker")
                    .doesNotHaveDuplicates();
        }
        assertThat(party.count("subscriptions")).isEqualTo(subscriptions + 1);
    }

    @Test
    void acknowledgesByItselfWhenAsked() {
        String query = "?ephemeral&autoack&filter.events=message_confirmed&filter.topic=^sub-autoack$";
        try (Feed feed = Feed.connect(
                party, "/api/v1/namespaces/" + party.api().namespace() + "/ws" + query.replace("^", "%5E"))) {
            // There is no answer to a start: what is sent until the first event comes may be too early for it.
            List<String> sent = new ArrayList<>();
            JsonObject first = null;
            while (first == null) {
                sent.add(network.first().send("sub-autoack", "text"));
                first = feed.poll(Duration.ofMillis(200));
            }
            int from = sent.indexOf(first.string("reference"));
            for (String expected : sent.subList(from + 1, sent.size())) {
                assertThat(feed.next().string("reference")).isEqualTo(expected);
            }
        }
    }

    @Test
    void startsSeveralSubscriptionsOnOneSocket() {
        Subscriptions.create(party, "several-1", "sub-several-1");
        Subscriptions.create(party, "several-2", "sub-several-2");
        try (Feed feed = Feed.connect(party, "/ws")) {
            feed.start(party, Map.of("name", "several-1"));
            feed.start(party, Map.of("name", "several-2"));
            String one = network.first().send("sub-several-1", "text");
            String two = network.first().send("sub-several-2", "text");

            List<JsonObject> events = List.of(feed.next(), feed.next());

            assertThat(messages(events)).containsExactlyInAnyOrder(one, two);
        }
    }

    @Test
    void endsTheSocketWithASentenceWhenAFrameIsWrong() {
        for (String frame : List.of(
                "{\"type\":",
                "{\"type\":\"nonsense\"}",
                "{\"type\":\"start\",\"namespace\":\"" + party.api().namespace() + "\"}",
                "{\"type\":\"start\",\"namespace\":\"unknown\",\"name\":\"x\"}",
                "{\"type\":\"ack\"}")) {
            try (Feed feed = Feed.connect(party, "/ws")) {
                feed.send(frame);

                JsonObject answer = feed.next();

                assertThat(answer.string("type")).isEqualTo("protocol_error");
                assertThat(answer.string("error")).startsWith("FF10176");
                assertThat(feed.ends()).as("the socket ends after %s", frame).isTrue();
            }
        }
    }
}
