package io.photinus.plugin.database;

import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Doorbells between the processes that share a database. A hint says only that it may be worth looking: it may come late,
 * twice, or not at all, and whoever relies on it looks by itself now and then. Thread-safe.
 */
@ConsumerType
public interface Hints {
    /** For a database that only one process uses: nobody is told, and nothing is heard. */
    Hints NONE = new Hints() {
        @Override
        public void tell(String hint) {}

        @Override
        public Hearing hear(Consumer<String> heard) {
            return () -> {};
        }
    };

    /**
     * Tells the other processes, soon and without blocking. Equal hints that are told in quick succession may be merged; when
     * the database is away they are dropped.
     *
     * @param hint at most 200 bytes of printable ASCII without comma
     */
    void tell(String hint);

    /**
     * Hears what other processes tell; never what this process tells. Also called, with every kind of hint unsaid, when
     * hints may have been missed: then {@code heard} gets the empty text.
     *
     * @param heard called on a thread of the plugin; must be quick and must not fail
     */
    Hearing hear(Consumer<String> heard);

    /** Ends when closed; idempotent. */
    @FunctionalInterface
    interface Hearing extends AutoCloseable {
        @Override
        void close();
    }
}
