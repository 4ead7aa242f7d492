package io.photinus.types;

import io.photinus.types.json.Json;
import io.photinus.types.json.Opt;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The hashed part of a message (protocol 2.1). The order of the components is the order of the hashed text.
 *
 * @param namespace the network namespace, never the local name
 * @param datahash the hash over the data references
 */
public record MessageHeader(
        @Opt @Nullable UUID id,
        @Opt @Nullable UUID cid,
        String type,
        @Opt @Nullable TxType txtype,
        @Opt @Nullable String author,
        @Opt @Nullable String key,
        @Opt @Nullable Instant created,
        @Opt @Nullable String namespace,
        @Opt @Nullable Hash group,
        @Opt List<String> topics,
        @Opt @Nullable String tag,
        @Opt @Nullable Hash datahash,
        @Opt @Nullable TransactionRef txparent) {

    public MessageHeader {
        type = type == null ? "" : type.toLowerCase(Locale.ROOT);
        topics = topics == null ? List.of() : List.copyOf(topics);
    }

    /** The message hash: SHA-256 of the header's Go text (protocol 3). */
    public Hash hash() {
        return Hash.sha256(Json.bytes(this));
    }
}
