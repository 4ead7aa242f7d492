package io.photinus.persistence;

import io.photinus.types.BatchPersisted;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Batches: headers and manifests, and the sealed payloads of our own. */
@ProviderType
public interface BatchRepository {
    /**
     * Inserts a batch.
     *
     * @param payload the exact text to be uploaded, for own batches; null for received ones
     * @return false when the id exists; it is left untouched
     */
    boolean insert(String namespace, BatchPersisted batch, @Nullable String payload);

    Optional<BatchPersisted> find(String namespace, UUID id);

    /** Those of the ids that exist, in no particular order. */
    List<BatchPersisted> findAll(String namespace, Collection<UUID> ids);

    /** The sealed payload of an own batch that is not confirmed yet. */
    Optional<String> payload(String namespace, UUID id);

    /** Sets the time of confirmation, once, and drops the payload, which nobody needs any more. */
    void confirm(String namespace, Collection<UUID> ids, Instant confirmed);
}
