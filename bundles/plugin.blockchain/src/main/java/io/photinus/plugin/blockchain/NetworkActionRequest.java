package io.photinus.plugin.blockchain;

import io.photinus.types.json.RawJson;

/**
 * A network action to be put on the ledger (protocol 5.5).
 *
 * @param requestId as in {@link BatchPinRequest}
 * @param action for example {@code terminate}, without the {@code firefly:} in front
 */
public record NetworkActionRequest(String requestId, RawJson location, String signingKey, String action) {}
