package io.photinus.namespaces.internal;

import io.photinus.namespaces.PluginAwayException;
import io.photinus.namespaces.Slot;
import io.photinus.types.error.NodeProblem;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
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
 *
 * <p>A call is made on the thread of the filling; its answer may arrive on any thread of the plugin, of the clock or of the
 * framework, and is passed on at once to the core's answering threads, so that no work of the core ever runs on those.
 */
final class PluginSlot<P> implements Slot<P>, AutoCloseable {
    /** Bounds what waits for the plugin and what waits for the answering threads. */
    private static final int MAX_UNDER_WAY = 1000;

    /** One appearance of the plugin with its calling thread; calls under way end with it. */
    private record Filling<P>(P plugin, String bundle, ThreadPoolExecutor caller, Set<CompletableFuture<?>> underWay) {}

    private final String family;
    private final String name;
    private final Executor answers;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile String type;
    private volatile long generation;
    private volatile String problem;
    private volatile @Nullable Filling<P> filling;

    /**
     * @param answers where the futures of calls complete
     */
    PluginSlot(String family, String name, String type, Executor answers) {
        this.family = family;
        this.name = name;
        this.type = type;
        this.answers = answers;
        this.problem = absent();
    }

    private String absent() {
        return "no bundle provides the " + family + " plugin '" + name + "' (type " + type + ")";
    }

    /** One thread keeps the order of calls; it ends when nothing is called for a while. */
    private ThreadPoolExecutor newCaller() {
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_UNDER_WAY), task -> {
                    Thread thread = new Thread(task, "photinus-slot-" + name);
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    synchronized void fill(P plugin, String pluginType, String bundle) {
        Filling<P> before = filling;
        type = pluginType;
        generation++;
        filling = new Filling<>(plugin, bundle, newCaller(), ConcurrentHashMap.newKeySet());
        problem = "";
        if (before != null) {
            revoke(before);
        }
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

    /** A call that hangs in the plugin keeps its thread; the next filling has one of its own. */
    private void revoke(Filling<P> before) {
        before.caller().shutdownNow();
        PluginAwayException away = new PluginAwayException(describe("went away during a call"));
        before.underWay().forEach(answer -> answer.completeExceptionally(away));
    }

    @Override
    public <T> CompletableFuture<T> call(Function<P, CompletionStage<T>> call, Duration limit) {
        Filling<P> now = filling;
        if (now == null) {
            return CompletableFuture.failedFuture(new PluginAwayException(problem));
        }
        if (now.underWay().size() >= MAX_UNDER_WAY) {
            return CompletableFuture.failedFuture(
                    new PluginAwayException(describe("has " + MAX_UNDER_WAY + " calls waiting")));
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        now.underWay().add(answer);
        CompletableFuture<T> told = answer.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .handleAsync(
                        (value, failure) -> {
                            now.underWay().remove(answer);
                            if (failure != null) {
                                throw explain(failure, limit);
                            }
                            return value;
                        },
                        answers);
        try {
            now.caller().execute(() -> ask(now.plugin(), call, answer));
        } catch (RejectedExecutionException revoked) {
            answer.completeExceptionally(new PluginAwayException(describe("went away"), revoked));
        }
        return told;
    }

    private static <P, T> void ask(P plugin, Function<P, CompletionStage<T>> call, CompletableFuture<T> answer) {
        try {
            call.apply(plugin).whenComplete((value, failure) -> {
                if (failure == null) {
                    answer.complete(value);
                } else {
                    answer.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException | LinkageError thrown) {
            answer.completeExceptionally(thrown);
        }
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
        String reason = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
        return new PluginAwayException(describe("failed: " + reason), cause);
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
    }
}
