package io.photinus.plugin.blockchain;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Where a feed puts what the ledger says. Calls for one feed come one after another. */
@ProviderType
public interface EventSink {
    /**
     * Takes one batch of events. Returns after everything is committed: the return is the acknowledgement.
     *
     * @throws FeedRevokedException when this feed was replaced; stop delivering
     * @throws RuntimeException when the batch cannot be taken now; deliver the same batch again after a pause
     */
    void accept(EventBatch batch);

    /** Takes outcomes of earlier submissions; repeating one is harmless. Throws like {@link #accept}. */
    void receipts(List<Receipt> receipts);
}
