package io.photinus.types;

import io.photinus.types.json.JsonObject;
import io.photinus.types.json.Opt;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event of the ledger (protocol 2.15).
 *
 * @param protocolId the ledger's own id: unique and in ledger order
 */
public record BlockchainEvent(
        @Opt @Nullable UUID id,
        @Opt @Nullable String source,
        @Opt @Nullable String namespace,
        @Opt @Nullable String name,
        @Opt @Nullable UUID listener,
        @Opt @Nullable String protocolId,
        @Opt @Nullable JsonObject output,
        @Opt @Nullable JsonObject info,
        @Opt @Nullable Instant timestamp,
        BlockchainTransactionRef tx) {}
