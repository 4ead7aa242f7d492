package io.photinus.namespaces;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The place that one configured plugin fills. The plugin may come, go, and be replaced at any moment; each filling has a
 * generation of its own. Thread-safe.
 */
@ProviderType
public interface Slot<P> {
    /** The plugin family, for example {@code blockchain}. */
    String family();

    /** The configured plugin's name. */
    String name();

    /** The configured plugin's type. */
    String type();

    /** The plugin, while the slot is filled. */
    Optional<P> plugin();

    /** Counts the fillings; 0 before the first. What was obtained under another generation must not be used any more. */
    long generation();

    /** One sentence on why the slot is empty; empty text while it is filled. */
    String problem();

    /** Symbolic name and version of the bundle that fills the slot, or an empty text. */
    String bundle();

    /**
     * Calls the plugin on the slot's own thread, so that one that hangs harms only its own callers. Calls are handed over in
     * order. The future completes on a thread of the core, never on one of the plugin; answers are passed on as they arrive,
     * and two of them may be worked on at the same time. These threads are few: what is attached to the future must not wait
     * for another call. The future fails with {@link PluginAwayException} when the slot is empty, the plugin goes before it has
     * answered, it throws, or the time is over: then whether the call had an effect is unknown. A {@link
     * io.photinus.types.error.NodeProblem} of the plugin comes through as it is.
     */
    <T> CompletableFuture<T> call(Function<P, CompletionStage<T>> call, Duration limit);

    /** Runs an action on every change, from any thread; it must be quick, such as ringing a doorbell. */
    Registration onChange(Runnable action);

    /** Ends a subscription to changes. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
