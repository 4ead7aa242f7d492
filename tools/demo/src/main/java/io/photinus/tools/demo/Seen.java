package io.photinus.tools.demo;

import io.photinus.types.json.JsonObject;
import java.util.List;

/** A confirmed message as one member's event tells it. */
record Seen(long sequence, String topic, String author, String message, String hash, String batch) {
    static Seen of(JsonObject event) {
        JsonObject message = event.object("message");
        Long sequence = event.integer("sequence");
        return new Seen(
                sequence == null ? 0 : sequence,
                event.string("topic"),
                message.object("header").string("author"),
                message.object("header").string("id"),
                message.string("hash"),
                message.string("batch"));
    }

    /** The messages of one topic, in order. */
    static List<String> order(List<Seen> seen, String topic) {
        return seen.stream()
                .filter(each -> each.topic().equals(topic))
                .map(Seen::message)
                .toList();
    }
}
