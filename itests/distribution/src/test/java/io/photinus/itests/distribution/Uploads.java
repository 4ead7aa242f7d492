package io.photinus.itests.distribution;

import io.photinus.types.json.JsonObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** The batches in shared storage. Files there carry the hash of their content as name, so equal content is one file. */
record Uploads(Map<String, String> batchByMessage) {
    /** Reads all files. Fails when one batch, or one message, is in two of them: then something was made anew. */
    static Uploads of(Network network) {
        Map<String, String> batchByMessage = new HashMap<>();
        List<JsonObject> files = network.uploads();
        assertThat(files.stream().map(batch -> batch.string("id"))).doesNotHaveDuplicates();
        for (JsonObject batch : files) {
            for (Object message : (List<?>) batch.object("payload").get("messages")) {
                String id = ((JsonObject) message).object("header").string("id");
                assertThat(batchByMessage.put(id, batch.string("id")))
                        .as("another batch with message %s", id)
                        .isNull();
            }
        }
        return new Uploads(Map.copyOf(batchByMessage));
    }

    /** Which batch carries each of these messages. */
    Map<String, String> batchesOf(Collection<String> messages) {
        return batchByMessage.entrySet().stream()
                .filter(entry -> messages.contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The same, as a member has it. */
    static Map<String, String> asConfirmed(Party party, String topic) {
        return party.all("messages?topics=" + topic).stream()
                .collect(Collectors.toMap(
                        message -> message.object("header").string("id"), message -> message.string("batch")));
    }
}
