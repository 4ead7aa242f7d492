package io.photinus.persistence;

import io.photinus.types.Data;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** Data items with their values. */
@ProviderType
public interface DataRepository {
    /**
     * Inserts data; ids that exist already are left untouched.
     *
     * @return the ids that were new
     */
    Set<UUID> insert(String namespace, List<Data> data);

    Optional<Data> find(String namespace, UUID id);

    /** Those of the ids that exist, in no particular order. */
    List<Data> findAll(String namespace, Collection<UUID> ids);
}
