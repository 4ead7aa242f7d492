package io.photinus.engine.network;

/**
 * Who sends: an identity and the key it signs with.
 *
 * @param author the DID
 * @param key in the ledger's canonical form
 */
public record Signer(String author, String key) {}
