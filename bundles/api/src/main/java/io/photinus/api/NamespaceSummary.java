package io.photinus.api;

import io.photinus.types.Namespace;

/**
 * A namespace and whether it serves.
 *
 * @param problem one sentence on what is missing or wrong, even while it serves; empty when all is well
 */
public record NamespaceSummary(Namespace namespace, State state, String problem) {
    /** Where a namespace stands. */
    public enum State {
        STARTING,
        STARTED,
        /** It cannot start with its present configuration. */
        FAILED
    }
}
