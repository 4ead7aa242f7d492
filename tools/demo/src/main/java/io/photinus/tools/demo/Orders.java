package io.photinus.tools.demo;

import io.photinus.tools.client.Answer;
import io.photinus.tools.client.Member;
import io.photinus.types.json.JsonObject;
import io.photinus.types.json.RawJson;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The messages of the demo. Thread-safe. */
final class Orders {
    static final List<String> TOPICS = List.of("orders", "shipments");

    private static final String NAME = "order";
    private static final String VERSION = "1.0";
    private static final RawJson SCHEMA = RawJson.require("""
            {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",
             "properties":{"number":{"type":"integer"},"article":{"type":"string"},"pieces":{"type":"integer","minimum":1}},
             "required":["number","article","pieces"],"additionalProperties":false}""");
    private static final List<String> ARTICLES = List.of("lamps", "wires", "fuses", "plugs", "bulbs");

    private final AtomicInteger count = new AtomicInteger();

    /** Defines the datatype and waits until the network has confirmed it. */
    static Answer define(Member member) {
        return member.mustPost(
                "datatypes?confirm",
                JsonObject.of(Map.of("name", NAME, "version", VERSION, "validator", "json", "value", SCHEMA))
                        .toString());
    }

    static String definition() {
        return NAME + "/" + VERSION;
    }

    /** Broadcasts the next order; the answer holds the message. */
    Answer broadcast(Member member, String topic) {
        int number = count.incrementAndGet();
        String article = ARTICLES.get(number % ARTICLES.size());
        return send(
                member,
                topic,
                "{\"number\":" + number + ",\"article\":\"" + article + "\",\"pieces\":" + number * 3 + "}");
    }

    /** Broadcasts something that the datatype forbids. */
    Answer broadcastNonsense(Member member) {
        return send(member, TOPICS.get(0), "{\"number\":0,\"article\":\"air\",\"pieces\":\"many\"}");
    }

    private static Answer send(Member member, String topic, String value) {
        JsonObject message = JsonObject.of(Map.of(
                "header",
                JsonObject.empty().with("topics", List.of(topic)).with("tag", "demo"),
                "data",
                List.of(JsonObject.of(Map.of(
                        "validator",
                        "json",
                        "datatype",
                        JsonObject.of(Map.of("name", NAME, "version", VERSION)),
                        "value",
                        RawJson.require(value))))));
        return member.post("messages/broadcast", message.toString());
    }
}
