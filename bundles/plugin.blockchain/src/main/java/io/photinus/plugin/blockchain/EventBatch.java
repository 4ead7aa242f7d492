package io.photinus.plugin.blockchain;

import java.util.List;

/**
 * Consecutive events in ledger order.
 *
 * @param position the position behind the last event; opaque to the core, stored with the events and handed back as {@link
 *     FeedStart#after()}
 */
public record EventBatch(List<LedgerEvent> events, String position) {
    public EventBatch {
        events = List.copyOf(events);
    }
}
