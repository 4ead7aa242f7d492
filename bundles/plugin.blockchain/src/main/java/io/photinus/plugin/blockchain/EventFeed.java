package io.photinus.plugin.blockchain;

import org.osgi.annotation.versioning.ConsumerType;

/** A running delivery of ledger events. */
@ConsumerType
public interface EventFeed extends AutoCloseable {
    /** Whether the feed is connected to the ledger right now. */
    boolean connected();

    /** One sentence on what is wrong, empty when nothing is. */
    String problem();

    /** Stops the delivery; returns at once. A batch in flight may still reach the sink, which then refuses it. */
    @Override
    void close();
}
