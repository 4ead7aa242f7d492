package io.photinus.engine.operations;

import io.photinus.engine.work.JobLease;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.loop.BackOff;
import io.photinus.loop.Doorbell;
import io.photinus.loop.Loop;
import io.photinus.persistence.OperationRepository.Change;
import io.photinus.types.OpStatus;
import io.photinus.types.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the open operations of one kind: a page is moved to Pending in a fenced commit, then called, then its outcomes are
 * recorded in another. A crash between the commits repeats the calls with the same ids, which every plugin contract declares
 * harmless. An operation that has to be repeated waits by itself; others go on.
 */
public final class OperationLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OperationLoop.class);
    private static final int PAGE = 100;
    private static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(250), Duration.ofSeconds(30), 2);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    /** When a failed operation may be called again, and why it failed. */
    private record Repeat(int failures, Instant notBefore, String reason) {}

    private final NamespaceContext context;
    private final JobLease lease;
    private final Handler handler;
    private final Loop loop;
    private final Map<UUID, Repeat> repeats = new ConcurrentHashMap<>();

    OperationLoop(NamespaceContext context, String role, JobLease lease, Doorbell bell, Handler handler) {
        this.context = context;
        this.lease = lease;
        this.handler = handler;
        this.loop = new Loop("photinus-" + context.name() + "-" + role, bell, BACK_OFF, lease.guard(this::runPage));
    }

    public void start() {
        loop.start();
    }

    /** Why the oldest failing operation fails, or why the loop does; empty when all goes well. */
    public String problem() {
        return repeats.values().stream().map(Repeat::reason).findFirst().orElseGet(loop::problem);
    }

    /** Forgets the waiting times: what failed is tried again now. */
    void hurry() {
        repeats.replaceAll((id, repeat) -> new Repeat(repeat.failures(), Instant.MIN, repeat.reason()));
    }

    private Duration runPage() throws InterruptedException {
        List<Operation> open =
                context.store().read(store -> store.operations().open(context.name(), handler.types(), PAGE));
        repeats.keySet().retainAll(open.stream().map(Operation::id).toList());
        Instant now = context.now();
        List<Operation> due = due(open, now);
        if (due.isEmpty()) {
            return pause(now);
        }
        begin(due);
        Map<Operation, Outcome> outcomes = call(due);
        settle(outcomes);
        return open.size() == PAGE || outcomes.values().stream().noneMatch(Outcome.Again.class::isInstance)
                ? Loop.Step.AGAIN
                : pause(context.now());
    }

    /** What may be called now; in a lane that keeps its order, one that waits holds back those behind it. */
    private List<Operation> due(List<Operation> open, Instant now) {
        Map<String, Boolean> blocked = new HashMap<>();
        List<Operation> due = new ArrayList<>();
        for (Operation operation : open) {
            Repeat repeat = repeats.get(operation.id());
            boolean waits = repeat != null && repeat.notBefore().isAfter(now);
            String lane = handler.lane(operation);
            if (waits && handler.keepsOrder()) {
                blocked.put(lane, true);
            } else if (!waits && !blocked.containsKey(lane)) {
                due.add(operation);
            }
        }
        return due;
    }

    private void begin(List<Operation> due) {
        List<Change> begun = due.stream()
                .filter(operation -> operation.status() == OpStatus.INITIALIZED)
                .map(operation -> new Change(operation.id(), OpStatus.PENDING, null, null))
                .toList();
        if (!begun.isEmpty()) {
            context.store().write(lease.require(), tx -> tx.operations().update(context.name(), begun, context.now()));
        }
        context.failpoints().pass(point("begun"));
    }

    /** Lanes run side by side; within a lane one call follows the other. */
    private Map<Operation, Outcome> call(List<Operation> due) throws InterruptedException {
        Map<String, CompletableFuture<Boolean>> lanes = new HashMap<>();
        Map<Operation, CompletableFuture<Outcome>> calls = new LinkedHashMap<>();
        for (Operation operation : due) {
            String lane = handler.lane(operation);
            CompletableFuture<Boolean> before = lanes.getOrDefault(lane, CompletableFuture.completedFuture(true));
            CompletableFuture<Outcome> outcome = before.thenCompose(goOn -> goOn
                    ? attempt(operation)
                    : CompletableFuture.completedFuture(new Outcome.Again("an earlier one is waiting")));
            calls.put(operation, outcome);
            lanes.put(lane, outcome.thenApply(done -> !handler.keepsOrder() || !(done instanceof Outcome.Again)));
        }
        Map<Operation, Outcome> outcomes = new LinkedHashMap<>();
        for (Map.Entry<Operation, CompletableFuture<Outcome>> call : calls.entrySet()) {
            try {
                outcomes.put(call.getKey(), call.getValue().get());
            } catch (ExecutionException impossible) {
                throw new IllegalStateException("an attempt never fails", impossible);
            }
        }
        context.failpoints().pass(point("called"));
        return outcomes;
    }

    private CompletableFuture<Outcome> attempt(Operation operation) {
        try {
            return handler.call(operation).exceptionally(OperationLoop::again);
        } catch (RuntimeException failure) {
            return CompletableFuture.completedFuture(again(failure));
        }
    }

    private static Outcome again(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return new Outcome.Again(Objects.requireNonNullElse(cause.getMessage(), cause.toString()));
    }

    private void settle(Map<Operation, Outcome> outcomes) {
        Map<Operation, Outcome> known = new LinkedHashMap<>();
        outcomes.forEach((operation, outcome) -> {
            if (outcome instanceof Outcome.Again again) {
                repeat(operation, again.reason());
            } else {
                repeats.remove(operation.id());
                known.put(operation, outcome);
            }
        });
        if (known.isEmpty()) {
            return;
        }
        List<Change> changes = known.entrySet().stream()
                .map(entry -> change(entry.getKey(), entry.getValue()))
                .toList();
        context.store().write(lease.require(), tx -> {
            tx.operations().update(context.name(), changes, context.now());
            known.forEach((operation, outcome) -> handler.record(tx, operation, outcome));
            return changes;
        });
        context.failpoints().pass(point("recorded"));
    }

    private static Change change(Operation operation, Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            return new Change(operation.id(), OpStatus.SUCCEEDED, done.output(), null);
        }
        if (outcome instanceof Outcome.Submitted submitted) {
            return new Change(operation.id(), OpStatus.PENDING, submitted.output(), null);
        }
        if (outcome instanceof Outcome.Refused refused) {
            return new Change(operation.id(), OpStatus.FAILED, null, refused.reason());
        }
        throw new IllegalStateException("an outcome without a state: " + outcome);
    }

    private void repeat(Operation operation, String reason) {
        Repeat before = repeats.get(operation.id());
        int failures = before == null ? 1 : before.failures() + 1;
        repeats.put(operation.id(), new Repeat(failures, context.now().plus(BACK_OFF.after(failures)), reason));
        if (before == null || !before.reason().equals(reason)) {
            LOG.atInfo()
                    .addKeyValue("ns", context.name())
                    .addKeyValue("op", operation.id())
                    .log("{} waits: {}", operation.type().wire(), reason);
        }
    }

    private Duration pause(Instant now) {
        return repeats.values().stream()
                .map(repeat -> Duration.between(now, repeat.notBefore()))
                .map(left -> left.isNegative() || left.isZero() ? Duration.ofMillis(1) : left)
                .min(Duration::compareTo)
                .filter(left -> left.compareTo(LOOK_AGAIN) < 0)
                .orElse(LOOK_AGAIN);
    }

    private String point(String step) {
        String kind = handler.types().iterator().next().wire();
        return kind.substring(kind.indexOf('_') + 1) + "." + step;
    }

    @Override
    public void close() {
        loop.close();
    }
}
