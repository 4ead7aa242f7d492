package io.photinus.persistence;

import io.photinus.types.Transaction;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** Transactions. */
@ProviderType
public interface TransactionRepository {
    /**
     * Inserts transactions; ids that exist already are left untouched.
     *
     * @return the ids that were new
     */
    Set<UUID> insert(String namespace, List<Transaction> transactions);

    /** Adds a ledger transaction id, in lower case, to the sorted set; an unknown transaction is ignored. */
    void addBlockchainId(String namespace, UUID id, String blockchainId);

    Optional<Transaction> find(String namespace, UUID id);

    List<Transaction> findAll(String namespace, Collection<UUID> ids);
}
