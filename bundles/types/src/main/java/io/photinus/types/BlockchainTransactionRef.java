package io.photinus.types;

import io.photinus.types.json.Opt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The transaction of a blockchain event, with the ledger's own id (protocol 2.4). */
public record BlockchainTransactionRef(
        @Opt @Nullable TxType type,
        @Opt @Nullable UUID id,
        @Opt @Nullable String blockchainId) {}
