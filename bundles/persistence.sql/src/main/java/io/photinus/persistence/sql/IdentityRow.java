package io.photinus.persistence.sql;

import io.photinus.types.Identity;
import io.photinus.types.IdentityMessages;
import io.photinus.types.IdentityType;
import io.photinus.types.json.JsonObject;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of identities; the message of the last update stands in {@code updating}. */
record IdentityRow(
        String namespace,
        UUID id,
        @Nullable String did,
        @Nullable IdentityType type,
        @Nullable UUID parent,
        @Nullable String name,
        @Nullable String description,
        @Nullable JsonObject profile,
        @Nullable UUID claim,
        @Nullable UUID verification,
        @Nullable UUID updating,
        @Nullable Instant created,
        @Nullable Instant updated) {

    static IdentityRow of(String namespace, Identity identity) {
        return new IdentityRow(
                namespace,
                Objects.requireNonNull(identity.id(), "an identity without id"),
                identity.did(),
                Objects.requireNonNull(identity.type(), "an identity without type"),
                identity.parent(),
                Text.orEmpty(identity.name()),
                Text.orEmpty(identity.description()),
                identity.profile(),
                identity.messages().claim(),
                identity.messages().verification(),
                identity.messages().update(),
                identity.created(),
                identity.updated());
    }

    Identity toIdentity() {
        return new Identity(
                id,
                Text.orEmpty(did),
                type,
                parent,
                namespace,
                name,
                description,
                profile,
                new IdentityMessages(claim, verification, updating),
                created,
                updated);
    }
}
