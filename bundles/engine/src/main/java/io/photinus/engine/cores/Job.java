package io.photinus.engine.cores;

import java.util.Set;

/**
 * A job of one namespace that only one process may do at a time.
 *
 * @param seat jobs of one seat are best done by the same process, those of another by another
 */
public record Job(String namespace, String name, int seat) {
    /** Whoever comes first may have it, and keeps it. */
    public static final int ANY = -1;

    /** They hand each other what has arrived. */
    private static final Set<String> INBOUND = Set.of("feed", "download", "receive", "aggregate");

    /** One of the jobs that run all the time: what comes in is one half of them, what goes out the other. */
    public static Job standing(String namespace, String name) {
        return new Job(namespace, name, INBOUND.contains(name) ? 0 : 1);
    }

    /** A job that exists only while somebody wants it done. */
    public static Job occasional(String namespace, String name) {
        return new Job(namespace, name, ANY);
    }
}
