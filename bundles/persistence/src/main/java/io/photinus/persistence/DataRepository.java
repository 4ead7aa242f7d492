package io.photinus.persistence;

import io.photinus.types.Data;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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

    /**
     * Inserts data that messages bring along, which saves a row per reference: the first message that carries an item stands
     * in the item's own row.
     *
     * @param carriers the message that brings each item
     * @return the ids that were new; what was there already still needs a reference from its message
     */
    Set<UUID> insertCarried(String namespace, List<Data> data, Map<UUID, UUID> carriers);

    Optional<Data> find(String namespace, UUID id);

    /** Those of the ids that exist, in no particular order. */
    List<Data> findAll(String namespace, Collection<UUID> ids);

    /** Like {@link #findAll}, without the values, which are most of the bytes: each item's value is null. */
    List<Data> findAllWithoutValues(String namespace, Collection<UUID> ids);
}
