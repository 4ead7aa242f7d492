package io.photinus.plugin.blockchain;

import io.photinus.types.json.JsonObject;

/**
 * What became of a submission (protocol 11.4).
 *
 * @param output becomes the operation's output
 */
public record Receipt(String requestId, boolean succeeded, String blockchainId, String error, JsonObject output) {}
