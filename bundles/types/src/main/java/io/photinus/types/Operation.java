package io.photinus.types;

import io.photinus.types.json.JsonObject;
import io.photinus.types.json.Opt;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something with an effect outside the process, recorded before it is done (protocol 2.5, 11).
 *
 * @param plugin the configured name of the plugin that does it
 * @param retry the operation that has taken this one's place
 */
public record Operation(
        UUID id,
        String namespace,
        UUID tx,
        OpType type,
        OpStatus status,
        String plugin,
        @Opt JsonObject input,
        @Opt @Nullable JsonObject output,
        @Opt @Nullable String error,
        @Opt @Nullable Instant created,
        @Opt @Nullable Instant updated,
        @Opt @Nullable UUID retry) {

    public Operation {
        input = input == null ? JsonObject.empty() : input;
    }
}
