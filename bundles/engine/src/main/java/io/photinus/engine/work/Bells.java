package io.photinus.engine.work;

import java.util.Map;
import java.util.function.Consumer;

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
 * @param others where the names of bells go that ring in other processes too
 */
public record Bells(
        SharedBell batches,
        SharedBell uploads,
        SharedBell pins,
        SharedBell downloads,
        SharedBell aggregator,
        SharedBell confirmations,
        SharedBell feed,
        Others others) {

    /** The other processes. */
    public static final class Others {
        private volatile Consumer<String> teller = name -> {};

        void tell(String bell) {
            teller.accept(bell);
        }
    }

    /** Bells that ring here only, until somebody carries them further. */
    public static Bells create() {
        Others others = new Others();
        return new Bells(
                bell("batches", others),
                bell("uploads", others),
                bell("pins", others),
                bell("downloads", others),
                bell("aggregator", others),
                bell("confirmations", others),
                // Plugins come and go in each process by itself.
                new SharedBell(() -> {}),
                others);
    }

    private static SharedBell bell(String name, Others others) {
        return new SharedBell(() -> others.tell(name));
    }

    private Map<String, SharedBell> shared() {
        return Map.of(
                "batches", batches,
                "uploads", uploads,
                "pins", pins,
                "downloads", downloads,
                "aggregator", aggregator,
                "confirmations", confirmations);
    }

    /** From now on the names of bells that are rung for everybody go there; it must be quick and must not fail. */
    public void tellTo(Consumer<String> teller) {
        others.teller = teller;
    }

    /** Another process has rung this bell; a name that is not known comes from another release and is ignored. */
    public void heard(String name) {
        SharedBell bell = shared().get(name);
        if (bell != null) {
            bell.ringHere();
        }
    }

    /** Everybody looks again, in this process. */
    public void ringAllHere() {
        shared().values().forEach(SharedBell::ringHere);
        feed.ringHere();
    }

    /** A plugin came or went: everything that calls plugins looks again, in this process. */
    public void pluginsChanged() {
        uploads.ringHere();
        pins.ringHere();
        downloads.ringHere();
        feed.ringHere();
    }

    /** Operations were stored: whoever runs those of their kind looks again. */
    public void operationsStored() {
        uploads.ring();
        pins.ring();
        downloads.ring();
    }
}
