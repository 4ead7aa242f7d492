package io.photinus.plugin.blockchain;

import io.photinus.types.Hash;
import io.photinus.types.TxType;
import java.util.List;
import java.util.UUID;

/** What a ledger reports to a multiparty namespace (protocol 5.6). Malformed ledger events are skipped by the plugin. */
public sealed interface LedgerEvent {
    /** The event as the ledger gave it. */
    ChainEvent event();

    /** The key that signed, in canonical form. */
    String signer();

    /**
     * A batch was pinned.
     *
     * @param txType {@link TxType#BATCH_PIN} or {@link TxType#CONTRACT_INVOKE_PIN}
     * @param payloadRef the reference in shared storage; empty for private batches, whose contexts are masked
     * @param contexts one per message and topic, in batch order
     */
    record BatchPinned(
            ChainEvent event,
            String signer,
            TxType txType,
            UUID transactionId,
            UUID batchId,
            Hash batchHash,
            String payloadRef,
            List<Hash> contexts)
            implements LedgerEvent {
        public BatchPinned {
            contexts = List.copyOf(contexts);
        }
    }

    /** A network action was sent; {@code action} is the text behind {@code firefly:}. */
    record NetworkAction(ChainEvent event, String signer, String action) implements LedgerEvent {}
}
