package io.photinus.persistence.sql;

import io.photinus.types.Hash;
import io.photinus.types.Pin;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of pins; the database numbers it when it is inserted. */
record PinRow(
        String namespace,
        long sequence,
        boolean masked,
        Hash hash,
        UUID batch,
        Hash batchHash,
        long idx,
        boolean dispatched,
        @Nullable String signer,
        @Nullable Instant created) {

    static PinRow of(String namespace, Pin pin) {
        return new PinRow(
                namespace,
                0,
                pin.masked(),
                pin.hash(),
                pin.batch(),
                pin.batchHash(),
                pin.index(),
                pin.dispatched(),
                Text.orEmpty(pin.signer()),
                pin.created());
    }

    Pin toPin() {
        return new Pin(sequence, namespace, masked, hash, batch, batchHash, idx, dispatched, signer, created);
    }
}
