package io.photinus.types;

import io.photinus.types.json.Opt;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One context of a batch as the ledger ordered it (protocol 2.6).
 *
 * @param sequence the local order of arrival, which is the ledger's order
 * @param index the position in the batch's list of contexts
 */
public record Pin(
        long sequence,
        String namespace,
        @Opt boolean masked,
        @Opt Hash hash,
        @Opt UUID batch,
        @Opt Hash batchHash,
        long index,
        @Opt boolean dispatched,
        @Opt @Nullable String signer,
        @Opt @Nullable Instant created) {}
