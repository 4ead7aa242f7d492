package io.photinus.engine.batch;

import io.photinus.engine.cores.JobLease;
import io.photinus.engine.messaging.MessageSealer;
import io.photinus.engine.work.Arrivals;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.loop.BackOff;
import io.photinus.loop.Loop;
import io.photinus.persistence.MessageRepository.ReadyMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups ready messages into batches (protocol 4.1, 4.2). A batch has one author, one key and one transaction type; it is
 * closed by count, by bytes, by a message that does not fit, or when its oldest message has waited long enough. What is not
 * closed stays ready in the database, so nothing is lost with the process.
 */
public final class BatchAssembler implements AutoCloseable {
    private static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(250), Duration.ofSeconds(30), 2);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    /** Rung for less than a full batch, such as by another process, it looks no more often than this. */
    private static final Duration SELDOM = Duration.ofMillis(100);
    /** Batches that are sealed in one commit. */
    private static final int BATCHES_AT_ONCE = 5;

    private final NamespaceContext context;
    private final Arrivals arrivals;
    private final BatchSealer sealer;
    private final Loop loop;
    private Instant notBefore = Instant.MIN;

    public BatchAssembler(NamespaceContext context, JobLease lease, Arrivals arrivals, BatchSealer sealer) {
        this.context = context;
        this.arrivals = arrivals;
        this.sealer = sealer;
        this.loop = new Loop(
                "photinus-" + context.name() + "-batch",
                context.bells().batches(),
                BACK_OFF,
                lease.guard(this::assemble));
    }

    public void start() {
        loop.start();
    }

    public String problem() {
        return loop.problem();
    }

    private Duration assemble() {
        Instant now = context.now();
        if (now.isBefore(notBefore) && !arrivals.enough()) {
            return Duration.between(now, notBefore);
        }
        arrivals.looking();
        int page = Math.max(
                context.config().readPageSize(),
                BATCHES_AT_ONCE * context.config().batchSize());
        List<ReadyMessage> ready =
                context.store().read(store -> store.messages().ready(context.name(), page));
        Map<String, List<ReadyMessage>> byAuthor = new LinkedHashMap<>();
        for (ReadyMessage message : ready) {
            byAuthor.computeIfAbsent(message.author(), author -> new ArrayList<>())
                    .add(message);
        }
        Open open = new Open();
        List<List<ReadyMessage>> closed = new ArrayList<>();
        for (List<ReadyMessage> ofAuthor : byAuthor.values()) {
            for (List<ReadyMessage> group : split(ofAuthor)) {
                boolean last = group.get(group.size() - 1) == ofAuthor.get(ofAuthor.size() - 1);
                Duration left = last && !full(group) ? timeLeft(group.get(0), now) : Duration.ZERO;
                if (left.isZero()) {
                    closed.add(group);
                } else {
                    open.add(group, left);
                }
            }
        }
        boolean whole = closed.isEmpty() || sealer.seal(closed);
        if (!whole || ready.size() == page) {
            notBefore = Instant.MIN;
            return Loop.Step.AGAIN;
        }
        notBefore = open.messages == Integer.MAX_VALUE ? Instant.MIN : now.plus(min(open.pause, SELDOM));
        arrivals.expect(
                open.messages == Integer.MAX_VALUE ? 1 : open.messages,
                open.messages == Integer.MAX_VALUE ? 1 : open.bytes);
        return open.pause;
    }

    /** What the batches that stay open lack. */
    private final class Open {
        private int messages = Integer.MAX_VALUE;
        private long bytes = Long.MAX_VALUE;
        private Duration pause = LOOK_AGAIN;

        void add(List<ReadyMessage> group, Duration left) {
            messages = Math.min(messages, context.config().batchSize() - group.size());
            bytes = Math.min(
                    bytes,
                    context.config().batchPayloadLimit()
                            - group.stream().mapToLong(ReadyMessage::size).sum());
            pause = min(pause, left);
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Cuts an author's messages, in order, wherever a batch has to end. */
    private List<List<ReadyMessage>> split(List<ReadyMessage> messages) {
        List<List<ReadyMessage>> groups = new ArrayList<>();
        List<ReadyMessage> group = new ArrayList<>();
        long bytes = MessageSealer.emptyBatchSize();
        for (ReadyMessage message : messages) {
            if (!group.isEmpty()
                    && (full(group)
                            || bytes + message.size() > context.config().batchPayloadLimit()
                            || !together(group.get(0), message))) {
                groups.add(group);
                group = new ArrayList<>();
                bytes = MessageSealer.emptyBatchSize();
            }
            group.add(message);
            bytes += message.size();
        }
        if (!group.isEmpty()) {
            groups.add(group);
        }
        return groups;
    }

    private boolean full(List<ReadyMessage> group) {
        return group.size() >= context.config().batchSize();
    }

    private static boolean together(ReadyMessage first, ReadyMessage next) {
        return first.txtype() == next.txtype() && first.key().equals(next.key());
    }

    private Duration timeLeft(ReadyMessage first, Instant now) {
        Instant created = first.created();
        Duration waited = created == null ? context.config().batchTimeout() : Duration.between(created, now);
        // A clock that was set back must not make a batch wait for long.
        if (waited.isNegative()) {
            return context.config().batchTimeout();
        }
        Duration left = context.config().batchTimeout().minus(waited);
        return left.isNegative() ? Duration.ZERO : left;
    }

    @Override
    public void close() {
        loop.close();
    }
}
