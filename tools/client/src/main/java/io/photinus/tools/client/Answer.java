package io.photinus.tools.client;

import io.photinus.types.json.JsonObject;
import io.photinus.types.json.RawJson;
import java.util.List;

/** What a node has answered. */
public record Answer(int status, String body) {
    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /** The body as an object; empty when it is none. */
    public JsonObject object() {
        return !body.isBlank() && RawJson.require(body).tree() instanceof JsonObject object
                ? object
                : JsonObject.empty();
    }

    /** The objects of a body that is a list. */
    public List<JsonObject> list() {
        return !body.isBlank() && RawJson.require(body).tree() instanceof List<?> items
                ? items.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .toList()
                : List.of();
    }

    /** The {@code error} of a refusal, or the whole body. */
    public String error() {
        String error = object().string("error");
        return error.isEmpty() ? body.strip() : error;
    }
}
