package io.photinus.plugin.blockchain;

import io.photinus.types.Hash;
import io.photinus.types.json.RawJson;
import java.util.List;
import java.util.UUID;

/**
 * A batch pin to be put on the ledger (protocol 5.4).
 *
 * @param requestId {@code <local namespace>:<operation id>}; the key by which the ledger recognises a repetition
 * @param signingKey canonical, as {@link BlockchainPlugin#resolveKey} gave it
 * @param payloadRef empty for private batches
 */
public record BatchPinRequest(
        String requestId,
        RawJson location,
        String signingKey,
        UUID transactionId,
        UUID batchId,
        Hash batchHash,
        String payloadRef,
        List<Hash> contexts) {
    public BatchPinRequest {
        contexts = List.copyOf(contexts);
    }
}
