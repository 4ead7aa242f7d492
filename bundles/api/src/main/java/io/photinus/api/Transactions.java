package io.photinus.api;

import io.photinus.types.BlockchainEvent;
import io.photinus.types.Operation;
import io.photinus.types.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** Transactions of a namespace (api 3.1, rows 42 to 46). */
@ProviderType
public interface Transactions {
    Optional<Transaction> find(UUID id);

    /** The rolled-up status (api 3.5); FF10109 for an unknown id, FF10336 for a type without one. */
    TransactionStatus status(UUID id);

    /** In the order in which they were recorded; empty for an unknown id. */
    List<Operation> operations(UUID id);

    List<BlockchainEvent> blockchainEvents(UUID id);
}
