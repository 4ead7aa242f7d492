package io.photinus.persistence;

import io.photinus.types.OpStatus;
import io.photinus.types.OpType;
import io.photinus.types.Operation;
import io.photinus.types.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Operations: what is done outside the process (protocol 11). */
@ProviderType
public interface OperationRepository {
    void insert(String namespace, List<Operation> operations);

    /**
     * Writes outcomes by the rules of protocol 11.2: Pending never replaces Succeeded or Failed. An absent output or error
     * leaves what is there.
     *
     * @return the operations that changed, as they are now
     */
    List<Operation> update(String namespace, List<Change> changes, Instant updated);

    /** One outcome. */
    record Change(
            UUID id,
            OpStatus status,
            @Nullable JsonObject output,
            @Nullable String error) {}

    Optional<Operation> find(String namespace, UUID id);

    List<Operation> findAll(String namespace, Collection<UUID> ids);

    /**
     * Operations of these types that still have to be called, in insert order: Initialized, or Pending without an output (one
     * with an interim output was handed over and waits for its receipt), and not replaced by a retry.
     */
    List<Operation> open(String namespace, Collection<OpType> types, int limit);

    /** In insert order. */
    List<Operation> byTransaction(String namespace, UUID transaction);

    /** Links an operation to the one that takes its place. */
    void setRetry(String namespace, UUID id, UUID retry);
}
