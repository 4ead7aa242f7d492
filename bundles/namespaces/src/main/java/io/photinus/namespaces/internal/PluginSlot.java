package io.photinus.namespaces.internal;

import io.photinus.namespaces.PluginAwayException;
import io.photinus.namespaces.Slot;
import io.photinus.types.error.NodeProblem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A slot and its calling thread. Filling and emptying only swap a reference and ring, so that unbinding a service takes
 * microseconds whatever the plugin is doing.
 */
final class PluginSlot<P> implements Slot<P>, AutoCloseable {
    private static final int MAX_WAITING_CALLS = 1000;

    /** One appearance of the plugin; calls under way end with it. */
    private record Filling<P>(P plugin, String bundle, Set<CompletableFuture<?>> underWay) {}

    private final String family;
    private final String name;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile String type;
    private volatile long generation;
    private volatile String problem;
    private volatile @Nullable Filling<P> filling;
    private volatile ThreadPoolExecutor caller;

    PluginSlot(String family, String name, String type) {
        this.family = family;
        this.name = name;
        this.type = type;
        this.problem = absent();
        this.caller = newCaller();
    }

    private String absent() {
        return "no bundle provides the " + family + " plugin '" + name + "' (type " + type + ")";
    }

    /** One thread keeps the order of calls; it ends when nothing is called for a while. */
    private ThreadPoolExecutor newCaller() {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_WAITING_CALLS), task -> {
                    Thread thread = new Thread(task, "photinus-slot-" + name);
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    synchronized void fill(P plugin, String pluginType, String bundle) {
        Filling<P> before = filling;
        if (before != null) {
            revoke(before);
        }
        type = pluginType;
        generation++;
        filling = new Filling<>(plugin, bundle, ConcurrentHashMap.newKeySet());
        problem = "";
        listeners.forEach(Runnable::run);
    }

    synchronized void empty(String why) {
        Filling<P> before = filling;
        filling = null;
        problem = why.isEmpty() ? absent() : why;
        if (before != null) {
            revoke(before);
        }
        listeners.forEach(Runnable::run);
    }

    /** A call that hangs in the plugin keeps its thread; the next filling gets a fresh one. */
    private void revoke(Filling<P> before) {
        ThreadPoolExecutor abandoned = caller;
        caller = newCaller();
        abandoned.shutdownNow();
        PluginAwayException away = new PluginAwayException(describe("went away during a call"));
        caller.execute(() -> before.underWay().forEach(answer -> answer.completeExceptionally(away)));
    }

    @Override
    public <T> CompletableFuture<T> call(Function<P, CompletionStage<T>> call, Duration limit) {
        Filling<P> now = filling;
        if (now == null) {
            return CompletableFuture.failedFuture(new PluginAwayException(problem));
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        now.underWay().add(answer);
        CompletableFuture<T> limited = answer.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((value, failure) -> now.underWay().remove(answer))
                .exceptionally(failure -> {
                    throw explain(failure, limit);
                });
        try {
            caller.execute(() -> {
                try {
                    call.apply(now.plugin()).whenComplete((value, failure) -> {
                        if (failure == null) {
                            answer.complete(value);
                        } else {
                            answer.completeExceptionally(failure);
                        }
                    });
                } catch (RuntimeException | LinkageError thrown) {
                    answer.completeExceptionally(thrown);
                }
            });
        } catch (RejectedExecutionException full) {
            answer.completeExceptionally(new PluginAwayException(
                    describe(filling == now ? "has " + MAX_WAITING_CALLS + " calls waiting" : "went away"), full));
        }
        return limited;
    }

    private RuntimeException explain(Throwable failure, Duration limit) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof NodeProblem || cause instanceof PluginAwayException) {
            return (RuntimeException) cause;
        }
        if (cause instanceof TimeoutException) {
            return new PluginAwayException(describe("did not answer within " + limit.toMillis() + " ms"), cause);
        }
        return new PluginAwayException(describe("failed: " + cause.getMessage()), cause);
    }

    private String describe(String what) {
        return "the " + family + " plugin '" + name + "' " + what;
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
        return type;
    }

    @Override
    public Optional<P> plugin() {
        Filling<P> now = filling;
        return now == null ? Optional.empty() : Optional.of(now.plugin());
    }

    @Override
    public long generation() {
        return generation;
    }

    @Override
    public String problem() {
        return problem;
    }

    @Override
    public String bundle() {
        Filling<P> now = filling;
        return now == null ? "" : now.bundle();
    }

    @Override
    public Registration onChange(Runnable action) {
        listeners.add(action);
        return () -> listeners.remove(action);
    }

    @Override
    public synchronized void close() {
        empty("");
        caller.shutdownNow();
    }
}
