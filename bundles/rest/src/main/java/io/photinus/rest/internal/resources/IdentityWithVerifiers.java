package io.photinus.rest.internal.resources;

import io.photinus.api.Network;
import io.photinus.types.Identity;
import io.photinus.types.IdentityMessages;
import io.photinus.types.IdentityType;
import io.photinus.types.Verifier;
import io.photinus.types.VerifierRef;
import io.photinus.types.json.JsonObject;
import io.photinus.types.json.Opt;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An identity with its keys ({@code fetchverifiers}; api 3.1, row 53). */
public record IdentityWithVerifiers(
        @Nullable UUID id,
        String did,
        @Nullable IdentityType type,
        @Opt @Nullable UUID parent,
        String namespace,
        @Opt @Nullable String name,
        @Opt @Nullable String description,
        @Opt @Nullable JsonObject profile,
        IdentityMessages messages,
        @Opt @Nullable Instant created,
        @Opt @Nullable Instant updated,
        List<VerifierRef> verifiers) {

    /** Adds the keys, which are fetched for all identities at once; the order is kept. */
    static List<IdentityWithVerifiers> of(Network network, List<Identity> identities) {
        List<UUID> ids =
                identities.stream().map(Identity::id).filter(Objects::nonNull).toList();
        Map<UUID, List<Verifier>> keys = (ids.isEmpty() ? List.<Verifier>of() : network.verifiers(ids))
                .stream()
                        .filter(verifier -> verifier.identity() != null)
                        .collect(Collectors.groupingBy(Verifier::identity));
        return identities.stream()
                .map(identity -> of(identity, identity.id() == null ? null : keys.get(identity.id())))
                .toList();
    }

    private static IdentityWithVerifiers of(Identity identity, @Nullable List<Verifier> keys) {
        return new IdentityWithVerifiers(
                identity.id(),
                identity.did(),
                identity.type(),
                identity.parent(),
                identity.namespace(),
                identity.name(),
                identity.description(),
                identity.profile(),
                identity.messages(),
                identity.created(),
                identity.updated(),
                keys == null
                        ? List.of()
                        : keys.stream()
                                .map(key -> new VerifierRef(key.type(), key.value()))
                                .toList());
    }
}
