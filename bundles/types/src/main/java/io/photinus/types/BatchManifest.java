package io.photinus.types;

import io.photinus.types.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the batch hash covers (protocol 2.3): ids, hashes and topic counts in payload order. */
public record BatchManifest(
        int version, @Nullable UUID id, TransactionRef tx, List<ManifestEntry> messages, List<DataRef> data) {

    /** The manifest version of the protocol. */
    public static final int VERSION = 1;

    public BatchManifest {
        messages = messages == null ? List.of() : List.copyOf(messages);
        data = data == null ? List.of() : List.copyOf(data);
    }

    /** Builds the manifest from the hashes that the payload states. */
    public static BatchManifest of(@Nullable UUID id, BatchPayload payload) {
        List<ManifestEntry> messages = new ArrayList<>(payload.messages().size());
        for (Message message : payload.messages()) {
            messages.add(new ManifestEntry(
                    message.header().id(),
                    message.hash(),
                    message.header().topics().size()));
        }
        return new BatchManifest(
                VERSION,
                id,
                payload.tx(),
                messages,
                payload.data().stream().map(Data::ref).toList());
    }

    /** The text that is hashed and stored. */
    public String text() {
        return Json.write(this);
    }

    /** The batch hash of a manifest text. */
    public static Hash hash(String manifestText) {
        return Hash.sha256(manifestText);
    }
}
