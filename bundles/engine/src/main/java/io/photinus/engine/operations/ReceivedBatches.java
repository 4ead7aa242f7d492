package io.photinus.engine.operations;

import io.photinus.persistence.Store;

/** What the receiving side does with a downloaded batch; implemented by {@code events}, which stands behind operations. */
public interface ReceivedBatches {
    /**
     * A batch that was read and verified.
     *
     * @param batchId its id as text, empty when it has none
     * @param problem why it is dropped; empty when it is good
     */
    interface Checked {
        String batchId();

        String problem();
    }

    /** Parses and verifies the text of a batch (protocol 6.2), without looking at what is stored. */
    Checked check(byte[] text);

    /** Stores the batch with its messages and data; a batch that is here already is left as it is. */
    void store(Store.Transaction tx, Checked batch);
}
