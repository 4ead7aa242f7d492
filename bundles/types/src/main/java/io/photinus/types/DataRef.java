package io.photinus.types;

import io.photinus.types.json.Json;
import io.photinus.types.json.Opt;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Names a data item and fixes its content (protocol 2.2). */
public record DataRef(@Opt @Nullable UUID id, @Opt @Nullable Hash hash) {
    /** The data hash of a message: SHA-256 of the reference list's Go text, {@code []} when empty (protocol 3). */
    public static Hash hashOf(List<DataRef> refs) {
        return Hash.sha256(Json.bytes(refs));
    }
}
