package io.photinus.persistence;

import io.photinus.types.Hash;
import io.photinus.types.Verifier;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** Verifiers: one per identity, one identity per verifier (protocol 2.8). */
@ProviderType
public interface VerifierRepository {
    /** Inserts a verifier; one with the same type and value, or of the same identity, makes this return false. */
    boolean insert(String namespace, Verifier verifier);

    Optional<Verifier> find(String namespace, Hash hash);

    Optional<Verifier> byValue(String namespace, String type, String value);

    /** In creation order. */
    List<Verifier> byIdentities(String namespace, Collection<UUID> identities);
}
