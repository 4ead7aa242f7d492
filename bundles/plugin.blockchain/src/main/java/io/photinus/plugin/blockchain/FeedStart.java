package io.photinus.plugin.blockchain;

import io.photinus.types.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * Where a feed begins.
 *
 * @param location the contract, in the plugin's own form
 * @param firstEvent {@code oldest}, {@code newest} or a position of the ledger; looked at only without {@code after}
 * @param after the position of the last batch that was committed, or null on the first start
 */
public record FeedStart(
        RawJson location, String firstEvent, @Nullable String after) {}
