package io.photinus.types;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The messages that made an identity what it is (protocol 2.8). */
public record IdentityMessages(
        @Nullable UUID claim,
        @Nullable UUID verification,
        @Nullable UUID update) {
    public static final IdentityMessages NONE = new IdentityMessages(null, null, null);
}
