package io.photinus.types;

import io.photinus.types.json.Opt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The value of a verification message: the parent vouches for a claim (protocol 8.5). */
public record IdentityVerification(
        @Nullable MessageRef claim, @Nullable Identity identity) {
    /** A message by id and hash. */
    public record MessageRef(
            @Opt @Nullable UUID id, @Opt @Nullable Hash hash) {}
}
