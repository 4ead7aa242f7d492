package io.photinus.persistence;

import io.photinus.types.Identity;
import io.photinus.types.IdentityType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** Identities; unique by id, by DID, and by type and name. */
@ProviderType
public interface IdentityRepository {
    /** Inserts an identity, or replaces the one with this id. */
    void upsert(String namespace, Identity identity);

    Optional<Identity> find(String namespace, UUID id);

    Optional<Identity> byDid(String namespace, String did);

    Optional<Identity> byName(String namespace, IdentityType type, String name);

    List<Identity> findAll(String namespace, Collection<UUID> ids);
}
