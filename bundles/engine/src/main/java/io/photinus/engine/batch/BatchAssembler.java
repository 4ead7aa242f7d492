package io.photinus.engine.batch;

import io.photinus.engine.messaging.MessageSealer;
import io.photinus.engine.work.JobLease;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.loop.BackOff;
import io.photinus.loop.Loop;
import io.photinus.persistence.MessageRepository.ReadyMessage;
import io.photinus.types.Message;
import io.photinus.types.MessageHeader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Groups ready messages into batches (protocol 4.1, 4.2). A batch has one author, one key and one transaction type; it is
 * closed by count, by bytes, by a message that does not fit, or when its oldest message has waited long enough. What is not
 * closed stays ready in the database, so nothing is lost with the process.
 */
public final class BatchAssembler implements AutoCloseable {
    private static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(250), Duration.ofSeconds(30), 2);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    private final NamespaceContext context;
    private final BatchSealer sealer;
    private final Loop loop;

    public BatchAssembler(NamespaceContext context, JobLease lease, BatchSealer sealer) {
        this.context = context;
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
        int page =
                Math.max(context.config().readPageSize(), 2 * context.config().batchSize());
        List<ReadyMessage> ready =
                context.store().read(store -> store.messages().ready(context.name(), page));
        Map<String, List<ReadyMessage>> byAuthor = new LinkedHashMap<>();
        for (ReadyMessage message : ready) {
            byAuthor.computeIfAbsent(author(message.message()), author -> new ArrayList<>())
                    .add(message);
        }
        Instant now = context.now();
        Duration pause = LOOK_AGAIN;
        boolean sealed = false;
        for (List<ReadyMessage> ofAuthor : byAuthor.values()) {
            for (List<ReadyMessage> group : split(ofAuthor)) {
                boolean last = group.get(group.size() - 1) == ofAuthor.get(ofAuthor.size() - 1);
                Duration left = last && !full(group) ? timeLeft(group.get(0), now) : Duration.ZERO;
                if (left.isZero()) {
                    sealer.seal(group.stream().map(ReadyMessage::message).toList());
                    sealed = true;
                } else if (left.compareTo(pause) < 0) {
                    pause = left;
                }
            }
        }
        return sealed || ready.size() == page ? Loop.Step.AGAIN : pause;
    }

    private static String author(Message message) {
        return Objects.requireNonNullElse(message.header().author(), "");
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
                            || !together(group.get(0).message(), message.message()))) {
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

    private static boolean together(Message first, Message next) {
        MessageHeader a = first.header();
        MessageHeader b = next.header();
        return a.txtype() == b.txtype() && Objects.equals(a.key(), b.key());
    }

    private Duration timeLeft(ReadyMessage first, Instant now) {
        Instant created = first.message().header().created();
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
