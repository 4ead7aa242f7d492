package io.photinus.itests.distribution;

import io.photinus.types.json.JsonObject;
import java.util.Map;

/** Durable subscriptions of a member. */
final class Subscriptions {
    private Subscriptions() {}

    /** To the confirmations on one topic, from the oldest event on. */
    static void create(Party party, String name, String topic) {
        create(party, name, topic, JsonObject.empty().with("firstEvent", "oldest"));
    }

    static void create(Party party, String name, String topic, JsonObject options) {
        party.api()
                .mustPost(
                        "subscriptions",
                        JsonObject.of(Map.of(
                                        "name",
                                        name,
                                        "transport",
                                        "websockets",
                                        "filter",
                                        filter(topic),
                                        "options",
                                        options))
                                .toString());
    }

    static JsonObject filter(String topic) {
        return JsonObject.of(Map.of("events", "^message_confirmed$", "topic", "^" + topic + "$"));
    }
}
