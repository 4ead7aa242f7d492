package io.photinus.engine.cores;

import io.photinus.engine.cores.ClusterView.Key;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Whose turn it is to take a free lease: that of the preferred process, and after a while anybody's. Thread-safe. */
final class Turns {
    /** When the one that should take a lease has not done so for this long, anybody may. */
    private static final Duration GRACE = Duration.ofMillis(1500);
    /** How often to look, without a statement, whether the time has come to take a free lease. */
    private static final Duration SOON = Duration.ofMillis(250);

    private static final Duration LATER = Duration.ofSeconds(10);

    private final Map<Key, Long> freeSince = new ConcurrentHashMap<>();

    boolean mayTake(ClusterView now, Job job) {
        Key key = Key.of(job);
        if (!now.free(key)) {
            // Ours, but forgotten: taken by a namespace that was stopped meanwhile.
            return !now.elsewhere(key);
        }
        if (job.seat() == Job.ANY || now.preferred(job, now.self())) {
            return true;
        }
        long since = freeSince.computeIfAbsent(key, first -> System.nanoTime());
        return System.nanoTime() - since >= GRACE.toNanos();
    }

    /** How long to wait for a lease that may not be taken now; what changes rings. */
    Duration pause(ClusterView now, Job job) {
        return now.free(Key.of(job)) ? SOON : LATER;
    }

    void taken(Key key) {
        freeSince.remove(key);
    }

    /** What is not free any more begins anew when it is. */
    void looked(ClusterView now) {
        freeSince.keySet().removeIf(key -> !now.free(key));
    }

    void leave(String namespace) {
        freeSince.keySet().removeIf(key -> key.namespace().equals(namespace));
    }
}
