package io.photinus.tools.bench;

import io.photinus.tools.client.CannotGoOn;
import io.photinus.tools.client.Member;
import io.photinus.types.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What an explorer and an application ask: lists with filters, orders, pages and counts, and single things with what belongs to them. */
final class QueryMix {
    private static final int SAMPLES = 200;

    /** Queries of one form, each with other values. */
    record Kind(String name, List<String> paths) {}

    private QueryMix() {}

    /** Takes the values from what the member has stored. */
    static List<Kind> of(Member member, int topics) {
        List<JsonObject> messages = new ArrayList<>();
        // The newest, some behind them, and the oldest.
        for (String page : List.of("", "&skip=800", "&sort=created")) {
            messages.addAll(
                    member.mustGet("messages?type=broadcast&tag=" + text("^bench-") + "&limit=" + SAMPLES + page)
                            .list());
        }
        List<JsonObject> events = new ArrayList<>();
        for (String page : List.of("", "&skip=800", "&sort=sequence")) {
            events.addAll(member.mustGet("events?limit=" + SAMPLES + page).list());
        }
        if (messages.isEmpty() || events.isEmpty()) {
            throw new CannotGoOn("There is nothing stored that could be asked for");
        }
        Function<String, List<String>> byTopic = path -> IntStream.range(0, topics)
                .mapToObj(topic -> path.replace("{}", "bench-" + topic))
                .toList();
        Function<String, List<String>> byPage = path -> IntStream.range(0, 20)
                .mapToObj(page -> path.replace("{}", Integer.toString(page * 50)))
                .toList();
        Function<String, List<String>> byMessage = path -> each(messages, path, message -> header(message, "id"));
        return List.of(
                new Kind("messages, newest", List.of("messages?limit=25")),
                new Kind(
                        "messages of a topic",
                        byTopic.apply("messages?type=broadcast&topics={}&sort=-created&limit=25")),
                new Kind(
                        "messages by tag",
                        List.of("messages?state=confirmed&tag=" + text("^bench-") + "&sort=-confirmed&limit=25")),
                new Kind("messages, a page", byPage.apply("messages?sort=created&skip={}&limit=50")),
                new Kind(
                        "messages since, counted",
                        each(
                                messages,
                                "messages?created=" + text(">") + "{}&count=true&limit=25",
                                message -> header(message, "created"))),
                new Kind("message", byMessage.apply("messages/{}")),
                new Kind("message's data", byMessage.apply("messages/{}/data")),
                new Kind("message's events", byMessage.apply("messages/{}/events")),
                new Kind(
                        "events after a sequence",
                        each(
                                events,
                                "events?sequence=" + text(">") + "{}&sort=sequence&limit=100",
                                event -> String.valueOf(event.integer("sequence")))),
                new Kind(
                        "events of a topic, counted",
                        byTopic.apply("events?type=message_confirmed&topic={}&count=true&limit=25")),
                new Kind("data, a page", byPage.apply("data?sort=-created&skip={}&limit=25")),
                new Kind("transactions by type", List.of("transactions?type=batch_pin&sort=-created&limit=25")),
                new Kind(
                        "batches of an author",
                        List.of("batches?author=" + text(header(messages.get(0), "author")) + "&limit=25")),
                new Kind("operations by status", List.of("operations?status=Succeeded&sort=-created&limit=25")));
    }

    private static List<String> each(List<JsonObject> samples, String path, Function<JsonObject, String> value) {
        return samples.stream()
                .map(sample -> path.replace("{}", text(value.apply(sample))))
                .distinct()
                .toList();
    }

    private static String header(JsonObject message, String field) {
        return message.object("header").string(field);
    }

    private static String text(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
