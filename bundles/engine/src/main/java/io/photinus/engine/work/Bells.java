package io.photinus.engine.work;

import io.photinus.loop.Doorbell;

/**
 * The doorbells of one namespace; each is named for what there may be to do.
 *
 * @param batches messages are ready
 * @param uploads batches wait to be uploaded
 * @param pins batches wait to be pinned
 * @param downloads batches wait to be downloaded
 * @param aggregator pins or batches have arrived
 * @param confirmations somebody's message may have its verdict
 * @param feed the ledger plugin has changed
 */
public record Bells(
        Doorbell batches,
        Doorbell uploads,
        Doorbell pins,
        Doorbell downloads,
        Doorbell aggregator,
        Doorbell confirmations,
        Doorbell feed) {

    public static Bells create() {
        return new Bells(
                new Doorbell(),
                new Doorbell(),
                new Doorbell(),
                new Doorbell(),
                new Doorbell(),
                new Doorbell(),
                new Doorbell());
    }

    /** A plugin came or went: everything that calls plugins looks again. */
    public void pluginsChanged() {
        uploads.ring();
        pins.ring();
        downloads.ring();
        feed.ring();
    }
}
