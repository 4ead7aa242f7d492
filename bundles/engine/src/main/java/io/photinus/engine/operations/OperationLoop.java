package io.photinus.engine.operations;

import io.photinus.engine.cores.JobLease;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.engine.work.SharedBell;
import io.photinus.loop.BackOff;
import io.photinus.loop.Loop;
import io.photinus.persistence.OperationRepository.Change;
import io.photinus.types.OpStatus;
import io.photinus.types.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the open operations of one kind: what is due is called once a fenced commit has it as Pending; outcomes are recorded
 * as they come, many in one commit. A crash in between repeats the calls with the same ids, which every plugin contract
 * declares harmless. A call that hangs, or has to be repeated, waits by itself; others go on.
 */
public final class OperationLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OperationLoop.class);
    private static final int MAX_UNDER_WAY = 100;
    private static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(250), Duration.ofSeconds(30), 2);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
    /** The answer of an operation that was not called, because one before it in its lane has to be repeated first. */
    private static final Outcome BEHIND = new Outcome.Again("an earlier one is repeated first");

    /** When a failed operation may be called again, and why it failed. */
    private record Repeat(int failures, Instant notBefore, String reason) {}

    /** A call that has ended, with the tenure of the lease in which it began. */
    private record Ended(Operation operation, Outcome outcome, int tenure) {}

    private final NamespaceContext context;
    private final JobLease lease;
    private final Handler handler;
    private final SharedBell bell;
    private final Loop loop;
    private final Map<UUID, Repeat> repeats = new ConcurrentHashMap<>();
    /** Holds at most what is under way. */
    private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();

    private final Set<UUID> underWay = new HashSet<>();
    private final Map<String, CompletableFuture<Boolean>> lanes = new HashMap<>();
    private final AtomicLong answers = new AtomicLong();
    private int tenure;
    /** The rings of others at the last look, and whether that look saw all there was. */
    private long heard = -1;

    private boolean mayHaveMore;

    OperationLoop(NamespaceContext context, String role, JobLease lease, SharedBell bell, Handler handler) {
        this.context = context;
        this.lease = lease;
        this.handler = handler;
        this.bell = bell;
        this.loop =
                new Loop("photinus-" + context.name() + "-" + role, bell, BACK_OFF, lease.guard(this::run, this::lost));
    }

    public void start() {
        loop.start();
    }

    /** Why an operation fails, or why the loop does; empty when all goes well. */
    public String problem() {
        return repeats.values().stream().map(Repeat::reason).findFirst().orElseGet(loop::problem);
    }

    /** Forgets the waiting times: what failed is tried again now. */
    void hurry() {
        repeats.replaceAll((id, repeat) -> new Repeat(repeat.failures(), Instant.MIN, repeat.reason()));
    }

    /** Another process may do the job now: what our calls still answer does not count, and what it has settled does. */
    private void lost() {
        tenure++;
        heard = -1;
        underWay.clear();
        lanes.clear();
        repeats.clear();
    }

    private Duration run() {
        boolean answered = settle();
        long others = bell.rings() - answers.get();
        if (answered && others == heard && !mayHaveMore && repeats.isEmpty()) {
            // Rung by answers only: nothing new was stored since the last look.
            return LOOK_AGAIN;
        }
        heard = others;
        List<Operation> open =
                context.store().read(store -> store.operations().open(context.name(), handler.types(), MAX_UNDER_WAY));
        repeats.keySet().retainAll(open.stream().map(Operation::id).toList());
        Instant now = context.now();
        List<Operation> due = due(open, now);
        if (!due.isEmpty()) {
            begin(due);
            due.forEach(this::call);
        }
        mayHaveMore = open.size() == MAX_UNDER_WAY
                || !open.stream().map(Operation::id).allMatch(underWay::contains);
        return pause(now);
    }

    /** What may be called now; in a lane that keeps its order, one that waits holds back those behind it. */
    private List<Operation> due(List<Operation> open, Instant now) {
        Set<String> blocked = new HashSet<>();
        List<Operation> due = new ArrayList<>();
        for (Operation operation : open) {
            if (underWay.contains(operation.id())) {
                continue;
            }
            Repeat repeat = repeats.get(operation.id());
            boolean waits = repeat != null && repeat.notBefore().isAfter(now);
            if (waits && handler.keepsOrder()) {
                blocked.add(handler.lane(operation));
            } else if (!waits && !(handler.keepsOrder() && blocked.contains(handler.lane(operation)))) {
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

    /** In a lane that keeps its order, a call waits for the answer of the one before it. */
    private void call(Operation operation) {
        underWay.add(operation.id());
        CompletableFuture<Outcome> outcome;
        if (handler.keepsOrder()) {
            String lane = handler.lane(operation);
            outcome = lanes.getOrDefault(lane, CompletableFuture.completedFuture(true))
                    .thenCompose(goOn -> goOn ? attempt(operation) : CompletableFuture.completedFuture(BEHIND));
            lanes.put(lane, outcome.thenApply(done -> !(done instanceof Outcome.Again)));
        } else {
            outcome = attempt(operation);
        }
        int begun = tenure;
        outcome.thenAccept(done -> {
            ended.add(new Ended(operation, done, begun));
            answers.incrementAndGet();
            bell.ringHere();
        });
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

    /** Records what has ended, if anything has. It counts as under way until that is committed, so that a failed commit is repeated. */
    private boolean settle() {
        List<Ended> all = List.copyOf(ended);
        List<Ended> known = all.stream()
                .filter(each -> each.tenure() == tenure && !(each.outcome() instanceof Outcome.Again))
                .toList();
        if (!known.isEmpty()) {
            context.failpoints().pass(point("called"));
            List<Change> changes = known.stream().map(OperationLoop::change).toList();
            context.store().write(lease.require(), tx -> {
                tx.operations().update(context.name(), changes, context.now());
                known.forEach(each -> handler.record(tx, each.operation(), each.outcome()));
                return changes;
            });
            context.failpoints().pass(point("recorded"));
        }
        for (Ended each : all) {
            ended.poll();
            if (each.tenure() != tenure) {
                if (!underWay.contains(each.operation().id())) {
                    handler.discard(each.operation());
                }
                continue;
            }
            underWay.remove(each.operation().id());
            if (each.outcome() instanceof Outcome.Again again) {
                repeat(each.operation(), again);
            } else {
                repeats.remove(each.operation().id());
            }
        }
        return !all.isEmpty();
    }

    private static Change change(Ended each) {
        UUID id = each.operation().id();
        if (each.outcome() instanceof Outcome.Done done) {
            return new Change(id, OpStatus.SUCCEEDED, done.output(), null);
        }
        if (each.outcome() instanceof Outcome.Submitted submitted) {
            return new Change(id, OpStatus.PENDING, submitted.output(), null);
        }
        if (each.outcome() instanceof Outcome.Refused refused) {
            return new Change(id, OpStatus.FAILED, null, refused.reason());
        }
        throw new IllegalStateException("an outcome without a state: " + each.outcome());
    }

    private void repeat(Operation operation, Outcome.Again again) {
        if (again == BEHIND) {
            return;
        }
        Repeat before = repeats.get(operation.id());
        int failures = before == null ? 1 : before.failures() + 1;
        repeats.put(operation.id(), new Repeat(failures, context.now().plus(BACK_OFF.after(failures)), again.reason()));
        // The lane begins anew with this one.
        lanes.remove(handler.lane(operation));
        if (before == null || !before.reason().equals(again.reason())) {
            LOG.atInfo()
                    .addKeyValue("ns", context.name())
                    .addKeyValue("op", operation.id())
                    .log("{} waits: {}", operation.type().wire(), again.reason());
        }
    }

    private Duration pause(Instant now) {
        return repeats.values().stream()
                .map(repeat -> repeat.notBefore().isBefore(now)
                        ? Duration.ofMillis(1)
                        : Duration.between(now, repeat.notBefore()).plusMillis(1))
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
