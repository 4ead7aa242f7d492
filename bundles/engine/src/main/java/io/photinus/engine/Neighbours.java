package io.photinus.engine;

import io.photinus.engine.cores.Cores;
import io.photinus.engine.events.Aggregator;
import io.photinus.engine.subscriptions.NamespaceSubscriptions;
import io.photinus.engine.work.Bells;
import io.photinus.types.Ids;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one namespace tells the other processes that serve it, and hears of them. Thread-safe. */
final class Neighbours implements Cores.Tenant {
    static final String AGGREGATE = "aggregate";

    private static final String EVENTS = "events";
    private static final String BATCH = "batch:";
    private static final String SUBSCRIPTION = "subscription:";
    /** Which job a bell wakes. */
    private static final Map<String, String> JOBS = Map.of(
            "batches", "batch",
            "uploads", "upload",
            "pins", "pin",
            "downloads", "download",
            "aggregator", AGGREGATE);

    /** Whom to tell here. */
    private record Here(Aggregator aggregator, NamespaceSubscriptions subscriptions, Runnable events) {}

    private final String namespace;
    private final Cores cores;
    private final Bells bells;
    private volatile @Nullable Here here;

    Neighbours(String namespace, Cores cores, Bells bells) {
        this.namespace = namespace;
        this.cores = cores;
        this.bells = bells;
        bells.tellTo(this::tell);
    }

    /**
     * From now on those of this process are told.
     *
     * @param events rung when events were committed
     */
    void meet(Aggregator aggregator, NamespaceSubscriptions subscriptions, Runnable events) {
        here = new Here(aggregator, subscriptions, events);
        cores.join(namespace, this);
    }

    private Here here() {
        return Objects.requireNonNull(here, "nothing is heard before they meet");
    }

    /** A bell that wakes a job which is done here need not ring elsewhere. */
    private void tell(String bell) {
        String job = JOBS.get(bell);
        if (job == null || !cores.heldHere(namespace, job)) {
            cores.tell(namespace, bell);
        }
    }

    /** For everybody who waits for events, in all processes. */
    void eventsCommitted() {
        here().events().run();
        cores.tell(namespace, EVENTS);
    }

    /** For whoever judges messages. */
    void batchArrived(UUID batch) {
        here().aggregator().rewind(batch);
        if (!cores.heldHere(namespace, AGGREGATE)) {
            cores.tell(namespace, BATCH + batch);
        }
    }

    /** For whoever serves the subscription elsewhere. */
    void subscriptionChanged(String name) {
        cores.tell(namespace, SUBSCRIPTION + name);
    }

    @Override
    public void heard(String bell) {
        Here told = here();
        if (bell.isEmpty()) {
            told.aggregator().rewindAll();
            told.events().run();
            bells.ringAllHere();
        } else if (bell.equals(EVENTS)) {
            told.events().run();
        } else if (bell.startsWith(SUBSCRIPTION)) {
            told.subscriptions().changedElsewhere(bell.substring(SUBSCRIPTION.length()));
        } else if (bell.startsWith(BATCH)) {
            UUID batch = Ids.tryParse(bell.substring(BATCH.length()));
            if (batch != null) {
                told.aggregator().rewind(batch);
            }
        } else {
            bells.heard(bell);
        }
    }

    @Override
    public void leasesChanged() {
        bells.ringAllHere();
        here().subscriptions().eventsCommitted();
    }
}
