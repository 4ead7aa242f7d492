package io.photinus.types;

import io.photinus.types.json.Opt;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A transaction (protocol 2.4).
 *
 * @param blockchainIds the ledger's ids, lower case, sorted
 */
public record Transaction(
        UUID id,
        String namespace,
        TxType type,
        Instant created,
        @Opt @Nullable String idempotencyKey,
        @Opt List<String> blockchainIds) {

    public Transaction {
        blockchainIds = List.copyOf(blockchainIds);
    }
}
