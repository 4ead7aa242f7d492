package io.photinus.persistence.sql;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be rung after one commit; the same bell rings once. */
final class Bells {
    private static final Logger LOG = LoggerFactory.getLogger(Bells.class);

    private final Set<Runnable> bells = new LinkedHashSet<>();

    void addAll(Collection<Runnable> more) {
        bells.addAll(more);
    }

    void addAll(Bells more) {
        bells.addAll(more.bells);
    }

    void ring() {
        for (Runnable bell : bells) {
            try {
                bell.run();
            } catch (RuntimeException broken) {
                // The commit stands; losing a ring costs time only.
                LOG.warn("An action after a commit failed", broken);
            }
        }
    }
}
