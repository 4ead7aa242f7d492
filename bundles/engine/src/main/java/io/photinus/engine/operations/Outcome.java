package io.photinus.engine.operations;

import io.photinus.types.json.JsonObject;

/** How a call to a plugin ended (protocol 11.2). */
sealed interface Outcome {
    /** Done; the operation has succeeded. */
    record Done(JsonObject output) implements Outcome {}

    /** Handed over durably; a receipt will tell the rest. The operation stays Pending, with an interim output. */
    record Submitted(JsonObject output) implements Outcome {}

    /** It will never work. */
    record Refused(String reason) implements Outcome {}

    /** Not now, or unknown: the same call is repeated later under the same id. */
    record Again(String reason) implements Outcome {}
}
