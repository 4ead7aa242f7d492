package io.photinus.persistence.sql;

import io.photinus.types.BlockchainEvent;
import io.photinus.types.BlockchainTransactionRef;
import io.photinus.types.TxType;
import io.photinus.types.json.JsonObject;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of events of the ledger. */
record BlockchainEventRow(
        String namespace,
        UUID id,
        @Nullable String source,
        @Nullable String name,
        @Nullable UUID listener,
        @Nullable String protocolId,
        @Nullable Instant occurred,
        @Nullable TxType txType,
        @Nullable UUID txId,
        @Nullable String txBlockchainId,
        @Nullable JsonObject output,
        @Nullable JsonObject info) {

    static BlockchainEventRow of(String namespace, BlockchainEvent event) {
        return new BlockchainEventRow(
                namespace,
                Objects.requireNonNull(event.id(), "a blockchain event without id"),
                Text.orEmpty(event.source()),
                Text.orEmpty(event.name()),
                event.listener(),
                Text.orEmpty(event.protocolId()),
                event.timestamp(),
                event.tx().type(),
                event.tx().id(),
                Text.orEmpty(event.tx().blockchainId()),
                event.output(),
                event.info());
    }

    BlockchainEvent toEvent() {
        return new BlockchainEvent(
                id,
                source,
                namespace,
                name,
                listener,
                protocolId,
                output,
                info,
                occurred,
                new BlockchainTransactionRef(txType, txId, txBlockchainId));
    }
}
