package io.photinus.api;

import io.photinus.types.Hash;
import io.photinus.types.Identity;
import io.photinus.types.IdentityType;
import io.photinus.types.Verifier;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** Identities of the network and the registration of our own (api 3.1, rows 53 to 72). */
@ProviderType
public interface Network {
    /** Claims the local root organization; FF10354 without a key, FF10216 without a name (row 69). */
    CompletionStage<Identity> registerOrganization(Confirm confirm);

    /** Claims the local node; FF10281, FF10277, FF10216 in this order (row 66). */
    CompletionStage<Identity> registerNode(Confirm confirm);

    Optional<Identity> find(UUID id);

    /** Throws FF10349 for another scheme, FF10277 for an unknown DID. */
    Identity byDid(String did);

    /** By name or UUID; FF10109 when absent, FF00164 when it is of another type (rows 64 and 66). */
    Identity byNameOrId(IdentityType type, String nameOrId);

    /** The verifiers of many identities, in creation order. */
    List<Verifier> verifiers(Collection<UUID> identities);

    Optional<Verifier> verifier(Hash hash);
}
