package io.photinus.itests.distribution;

import io.photinus.tools.client.Answer;
import io.photinus.tools.client.CannotGoOn;
import io.photinus.tools.client.Member;
import io.photinus.types.json.Json;
import io.photinus.types.json.JsonObject;
import io.photinus.types.json.RawJson;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * One member of a network: the process that serves it and its namespace there.
 *
 * @param org the name of its organisation
 * @param metrics where its process answers monitoring
 */
record Party(NodeProcess process, Member api, String org, URI metrics) {
    /** The body of a broadcast with one value, given as JSON. */
    static String broadcast(String topic, String value) {
        return Json.write(JsonObject.of(Map.of(
                "header", JsonObject.of(Map.of("topics", List.of(topic))),
                "data", List.of(JsonObject.of(Map.of("value", RawJson.require(value)))))));
    }

    /** The body of a broadcast that may be sent again without harm. */
    static String broadcast(String topic, String value, String key) {
        return JsonObject.parse(broadcast(topic, value))
                .with("idempotencyKey", key)
                .toString();
    }

    /** Broadcasts a text and returns the id of the message. */
    String send(String topic, String text) {
        Answer answer = api.mustPost("messages/broadcast", broadcast(topic, Json.write(text)));
        return answer.object().object("header").string("id");
    }

    /** The messages of a topic that are confirmed here, in the order of their events. */
    List<String> confirmed(String topic) {
        return confirmations(topic).stream()
                .map(event -> event.string("reference"))
                .toList();
    }

    /** The events of these confirmations, in order. */
    List<JsonObject> confirmations(String topic) {
        return all("events?type=message_confirmed&topic=" + topic + "&sort=sequence");
    }

    /** All that a query finds. */
    List<JsonObject> all(String query) {
        return api.mustGet(query + "&limit=0").list();
    }

    long count(String collection) {
        Long total = api.mustGet(collection + (collection.contains("?") ? "&" : "?") + "count&limit=1")
                .object()
                .integer("total");
        return total == null ? -1 : total;
    }

    JsonObject message(String id) {
        return api.mustGet("messages/" + id).object();
    }

    /** Whether its namespace has started and answers. */
    boolean ready() {
        try {
            return api.get("status").ok();
        } catch (CannotGoOn notYet) {
            return false;
        }
    }

    /** What {@code /status} says is missing; empty when nothing is. */
    String problem() {
        return api.mustGet("status").object().string("problem");
    }

    @Override
    public String toString() {
        return api.namespace() + " of " + process.name();
    }
}
