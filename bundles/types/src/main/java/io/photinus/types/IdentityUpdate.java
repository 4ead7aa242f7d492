package io.photinus.types;

import io.photinus.types.json.JsonObject;
import io.photinus.types.json.Opt;
import org.jspecify.annotations.Nullable;

/** The value of an update message: description and profile are replaced as a whole (protocol 8.5). */
public record IdentityUpdate(
        @Nullable Identity identity, @Nullable Profile updates) {
    public record Profile(
            @Opt @Nullable String description,
            @Opt @Nullable JsonObject profile) {}
}
