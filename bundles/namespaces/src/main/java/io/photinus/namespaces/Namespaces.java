package io.photinus.namespaces;

import io.photinus.persistence.StoreStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** All configured namespaces and slots; an OSGi service. Thread-safe. */
@ProviderType
public interface Namespaces {
    /** The default one first, the others by name. */
    List<Entry> all();

    Optional<Entry> find(String name);

    /** Every slot that a namespace or the configuration names. */
    List<Slot<?>> slots();

    /** What each open store has done, by the name of its database plugin. */
    Map<String, StoreStatistics> stores();

    /**
     * A configured namespace.
     *
     * @param runtime what runs in it, while it is started
     * @param sentence says what is wrong; only asked for when somebody wants to know, since every request looks here
     */
    record Entry(NamespaceSettings settings, @Nullable NamespaceRuntime runtime, Supplier<String> sentence) {
        /** One sentence; empty when all is well. */
        public String problem() {
            return sentence.get();
        }

        /** Whether its configuration can never start. */
        public boolean failed() {
            return !settings.problem().isEmpty();
        }
    }
}
