package io.photinus.types;

import io.photinus.types.json.Opt;
import io.photinus.types.json.RawJson;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A named JSON Schema that members share (protocol 2.9). */
public record Datatype(
        @Opt @Nullable UUID id,
        @Opt @Nullable UUID message,
        @Nullable ValidatorType validator,
        @Opt @Nullable String namespace,
        @Opt @Nullable String name,
        @Opt @Nullable String version,
        @Opt @Nullable Hash hash,
        @Opt @Nullable Instant created,
        @Opt @Nullable RawJson value) {

    /** The topic of its definition; namespace is blank on the wire, version is not part of it (protocol 8.3). */
    public String topic() {
        return Definitions.topic("datatype", "", name == null ? "" : name);
    }
}
