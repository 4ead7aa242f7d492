package io.photinus.testkit;

import io.photinus.namespaces.PluginAwayException;
import io.photinus.namespaces.Slot;
import io.photinus.types.error.NodeProblem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A slot that a test fills and empties; calls run on the caller's thread. */
public final class TestSlot<P> implements Slot<P> {
    private final String family;
    private final String name;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable P plugin;
    private volatile long generation;

    public TestSlot(String family, String name, @Nullable P plugin) {
        this.family = family;
        this.name = name;
        fill(plugin);
    }

    /** Puts another plugin in, or takes it out with null. */
    public void fill(@Nullable P other) {
        plugin = other;
        if (other != null) {
            generation++;
        }
        listeners.forEach(Runnable::run);
    }

    @Override
    public String family() {
        return family;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String type() {
        return "test";
    }

    @Override
    public Optional<P> plugin() {
        return Optional.ofNullable(plugin);
    }

    @Override
    public long generation() {
        return generation;
    }

    @Override
    public String problem() {
        return plugin == null ? "no bundle provides the " + family + " plugin '" + name + "'" : "";
    }

    @Override
    public String bundle() {
        return "";
    }

    @Override
    public <T> CompletableFuture<T> call(Function<P, CompletionStage<T>> call, Duration limit) {
        P now = plugin;
        if (now == null) {
            return CompletableFuture.failedFuture(new PluginAwayException(problem()));
        }
        try {
            return call.apply(now)
                    .toCompletableFuture()
                    .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                    .exceptionally(failure -> {
                        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                        throw cause instanceof NodeProblem problem
                                ? problem
                                : new PluginAwayException("the plugin failed: " + cause.getMessage(), cause);
                    });
        } catch (RuntimeException thrown) {
            return CompletableFuture.failedFuture(
                    new PluginAwayException("the plugin failed: " + thrown.getMessage(), thrown));
        }
    }

    @Override
    public Registration onChange(Runnable action) {
        listeners.add(action);
        return () -> listeners.remove(action);
    }
}
