package io.photinus.types;

import io.photinus.types.json.WireValue;

/** Transaction types (protocol 2.4). */
public enum TxType implements WireValue {
    NONE,
    UNPINNED,
    BATCH_PIN,
    NETWORK_ACTION,
    TOKEN_POOL,
    TOKEN_TRANSFER,
    CONTRACT_DEPLOY,
    CONTRACT_INVOKE,
    CONTRACT_INVOKE_PIN,
    TOKEN_APPROVAL,
    DATA_PUBLISH;

    /** Whether messages of this type are sequenced by a pin on the ledger. */
    public boolean pinned() {
        return this == BATCH_PIN || this == CONTRACT_INVOKE_PIN;
    }

    /** Whether a message may carry this type (protocol 2.1). */
    public boolean allowedOnMessage() {
        return pinned() || this == UNPINNED;
    }
}
