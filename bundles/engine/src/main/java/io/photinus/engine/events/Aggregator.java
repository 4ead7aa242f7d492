package io.photinus.engine.events;

import io.photinus.engine.cores.JobLease;
import io.photinus.engine.data.DatatypeRegistry;
import io.photinus.engine.definitions.DefinitionHandlers;
import io.photinus.engine.definitions.PageView;
import io.photinus.engine.definitions.Ruling;
import io.photinus.engine.network.KeyOwners;
import io.photinus.engine.network.Keys;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.loop.BackOff;
import io.photinus.loop.Loop;
import io.photinus.persistence.MessageRepository.Verdict;
import io.photinus.persistence.Store;
import io.photinus.types.BatchPersisted;
import io.photinus.types.Contexts;
import io.photinus.types.EventType;
import io.photinus.types.Message;
import io.photinus.types.MessageState;
import io.photinus.types.MessageType;
import io.photinus.types.Pin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks the pins in ledger order and gives each message its verdict when everything it needs is here (protocol 6.3). Pins
 * that have to wait are passed over and block their contexts; they are looked at again when something arrives that they may
 * have waited for, and after every restart. A page is judged from what is stored and written in one fenced commit.
 */
public final class Aggregator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Aggregator.class);
    private static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(30), 2);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
    /** Begin below the oldest pin that waits. */
    private static final long FROM_OLDEST = -1;

    private final NamespaceContext context;
    private final JobLease lease;
    private final Judge judge;
    private final KeyOwners owners;
    private final Runnable eventsCommitted;
    private final Set<UUID> rewinds = ConcurrentHashMap.newKeySet();
    private final Loop loop;
    private volatile boolean missed;
    private long offset = FROM_OLDEST;
    private long lookedBack = System.nanoTime();

    /**
     * @param eventsCommitted rung after commits that have added events
     */
    Aggregator(NamespaceContext context, JobLease lease, Judge judge, KeyOwners owners, Runnable eventsCommitted) {
        this.context = context;
        this.lease = lease;
        this.judge = judge;
        this.owners = owners;
        this.eventsCommitted = eventsCommitted;
        this.loop = new Loop(
                "photinus-" + context.name() + "-aggregate",
                context.bells().aggregator(),
                BACK_OFF,
                lease.guard(this::aggregate, this::lost));
    }

    /** Puts an aggregator together. */
    public static Aggregator create(
            NamespaceContext context,
            JobLease lease,
            Keys keys,
            KeyOwners owners,
            DatatypeRegistry datatypes,
            DefinitionHandlers definitions,
            Runnable eventsCommitted) {
        return new Aggregator(context, lease, new Judge(keys, datatypes, definitions), owners, eventsCommitted);
    }

    public void start() {
        loop.start();
    }

    public String problem() {
        return loop.problem();
    }

    /** The pins of this batch are worth another look. Thread-safe. */
    public void rewind(UUID batch) {
        // Whoever takes the lease begins at the oldest pin that waits, so there is nothing to remember without it.
        if (lease.held()) {
            rewinds.add(batch);
            context.bells().aggregator().ringHere();
        }
    }

    /** Another process may have passed over pins that we have to see when the lease comes back. */
    private void lost() {
        offset = FROM_OLDEST;
        rewinds.clear();
    }

    /** All pins that wait are worth another look: what other processes told may have been missed. Thread-safe. */
    public void rewindAll() {
        missed = true;
        context.bells().aggregator().ringHere();
    }

    /** At the end of the pins: what has arrived at another process was told us, unless the hint was lost. */
    private Duration pause() {
        long now = System.nanoTime();
        if (now - lookedBack >= LOOK_AGAIN.toNanos()) {
            lookedBack = now;
            missed |= lease.shared();
        }
        return rewinds.isEmpty() && !missed ? LOOK_AGAIN : Loop.Step.AGAIN;
    }

    /** What judging one page has come to. */
    private static final class Result {
        final List<Verdict> verdicts = new ArrayList<>();
        final Map<UUID, BitSet> dispatched = new LinkedHashMap<>();
        final Set<String> seen = new HashSet<>();
    }

    private Duration aggregate() {
        moveBack();
        PinPage page = PinPage.load(context, offset, context.config().aggregatorPageSize());
        if (page.pins().isEmpty()) {
            return pause();
        }
        PageView view = new PageView(context, owners);
        Result result = new Result();
        for (Pin pin : page.pins()) {
            judge(pin, page, view, result);
        }
        context.failpoints().pass("in.judged");
        if (!result.dispatched.isEmpty()) {
            commit(page, view, result);
            context.failpoints().pass("in.confirmed");
        }
        offset = view.identityConfirmed()
                ? FROM_OLDEST
                : page.pins().get(page.pins().size() - 1).sequence();
        return page.pins().size() == context.config().aggregatorPageSize() || view.identityConfirmed()
                ? Loop.Step.AGAIN
                : pause();
    }

    /** Goes back to the first pin of what was rewound, or to the oldest that waits. */
    private void moveBack() {
        Set<UUID> batches = new HashSet<>(rewinds);
        if (missed) {
            missed = false;
            offset = FROM_OLDEST;
        }
        if (offset == FROM_OLDEST) {
            OptionalLong oldest = context.store().read(store -> store.pins().lowestUndispatched(context.name()));
            offset = oldest.orElse(1) - 1;
        } else if (!batches.isEmpty()) {
            OptionalLong lowest =
                    context.store().read(store -> store.pins().lowestUndispatched(context.name(), batches));
            offset = Math.min(offset, lowest.orElse(Long.MAX_VALUE) - 1);
        }
        rewinds.removeAll(batches);
    }

    private void judge(Pin pin, PinPage page, PageView view, Result result) {
        Ruling placed = judge.batch(pin, page);
        if (placed.outcome() != Ruling.Outcome.CONFIRM) {
            park(pin, placed, page);
            return;
        }
        PinPage.Target target = page.target(pin).orElseThrow();
        if (!result.seen.add(pin.batch() + "/" + target.message())) {
            return;
        }
        BatchPersisted batch = page.batch(pin.batch()).orElseThrow();
        Ruling ruling = judge.message(pin, target, batch, page, view);
        if (ruling.outcome() == Ruling.Outcome.WAIT) {
            park(pin, ruling, page);
            page.message(target.message())
                    .ifPresent(message ->
                            message.header().topics().forEach(topic -> page.block(Contexts.broadcast(topic))));
            return;
        }
        // All pins of the message go, also those behind the end of this page.
        int first = (int) target.firstIndex();
        result.dispatched.computeIfAbsent(pin.batch(), id -> new BitSet()).set(first, first + target.topics());
        if (ruling.outcome() != Ruling.Outcome.SKIP) {
            settle(page.message(target.message()).orElseThrow(), batch, ruling, view, result);
        }
    }

    private void park(Pin pin, Ruling ruling, PinPage page) {
        page.block(pin.hash());
        LOG.atDebug()
                .addKeyValue("ns", context.name())
                .addKeyValue("batch", pin.batch())
                .log(
                        "pin {} waits: {} (protocol {}) {}",
                        pin.sequence(),
                        ruling.on(),
                        ruling.on().section(),
                        ruling.reason());
    }

    private static void settle(Message message, BatchPersisted batch, Ruling ruling, PageView view, Result result) {
        boolean confirmed = ruling.outcome() == Ruling.Outcome.CONFIRM;
        result.verdicts.add(new Verdict(
                message.id(),
                confirmed ? MessageState.CONFIRMED : MessageState.REJECTED,
                ruling.reason().isEmpty() ? null : ruling.reason(),
                batch.id(),
                batch.tx().id()));
        if (confirmed && message.header().type().equals(MessageType.DEFINITION)) {
            view.definitionConfirmed(message);
        }
        for (String topic : message.header().topics()) {
            view.event(
                    confirmed ? EventType.MESSAGE_CONFIRMED : EventType.MESSAGE_REJECTED,
                    message.id(),
                    message.header().cid(),
                    batch.tx().id(),
                    topic);
        }
    }

    private void commit(PinPage page, PageView view, Result result) {
        Instant now = context.now();
        context.store().write(lease.require(), tx -> {
            view.write(tx);
            tx.messages().settle(context.name(), result.verdicts, now);
            List<UUID> complete = new ArrayList<>();
            result.dispatched.forEach((batch, indexes) -> {
                markDispatched(tx, batch, indexes);
                if (indexes.cardinality() == page.pinsOf(batch)
                        || tx.pins()
                                .lowestUndispatched(context.name(), List.of(batch))
                                .isEmpty()) {
                    complete.add(batch);
                }
            });
            tx.batches().confirm(context.name(), complete, now);
            tx.afterCommit(eventsCommitted);
            return result;
        });
    }

    /** One statement per run of neighbours; usually a whole batch is one run. */
    private void markDispatched(Store.Transaction tx, UUID batch, BitSet indexes) {
        for (int from = indexes.nextSetBit(0); from >= 0; ) {
            int to = indexes.nextClearBit(from);
            tx.pins().dispatched(context.name(), batch, from, to - from);
            from = indexes.nextSetBit(to);
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
