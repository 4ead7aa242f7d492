package io.photinus.types;

import io.photinus.types.json.WireValue;

/** Where a message stands on this node (protocol 2.1). */
public enum MessageState implements WireValue {
    STAGED,
    READY,
    SENT,
    PENDING,
    CONFIRMED,
    REJECTED,
    CANCELLED;

    /** Whether the message has its verdict and never changes again. */
    public boolean isFinal() {
        return this == CONFIRMED || this == REJECTED || this == CANCELLED;
    }
}
