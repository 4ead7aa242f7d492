package io.photinus.persistence;

import io.photinus.types.BlockchainEvent;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** Events of the ledger; unique by namespace, listener and protocol id. */
@ProviderType
public interface BlockchainEventRepository {
    /**
     * Inserts events; those whose protocol id is there already are left untouched.
     *
     * @return the ids that were new
     */
    Set<UUID> insert(String namespace, List<BlockchainEvent> events);

    Optional<BlockchainEvent> find(String namespace, UUID id);

    List<BlockchainEvent> findAll(String namespace, Collection<UUID> ids);

    List<BlockchainEvent> byTransaction(String namespace, UUID transaction);
}
