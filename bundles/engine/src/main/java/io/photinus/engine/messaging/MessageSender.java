package io.photinus.engine.messaging;

import io.photinus.engine.work.Arrivals;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.loop.BackOff;
import io.photinus.loop.Doorbell;
import io.photinus.loop.Loop;
import io.photinus.persistence.MessageRepository.NewMessage;
import io.photinus.persistence.Store;
import io.photinus.types.Data;
import io.photinus.types.Message;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.error.Temporary;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Stores sealed messages, so that the batch assembler finds them. Whatever has gathered while one set was being committed is
 * the next set; each message has an outcome of its own, so that a bad one fails only its own request. Thread-safe.
 */
public final class MessageSender implements AutoCloseable {
    private static final int MAX_SET = 500;
    private static final int MAX_WAITING = 5_000;
    private static final long MAX_WAITING_BYTES = 32L << 20;
    /** More than this many messages in a period mean that more is about to come, which is worth a short wait. */
    private static final int BUSY = 60;

    private static final Duration PERIOD = Duration.ofMillis(250);
    private static final Duration GATHERING = Duration.ofMillis(40);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
    private static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(1), 2);

    private final NamespaceContext context;
    private final Arrivals arrivals;
    private final Doorbell bell = new Doorbell();
    private final Loop loop;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition full = lock.newCondition();
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean closed;
    /** The present period and the one before; they belong to the loop. */
    private long periodBegan = System.nanoTime();

    private int inPeriod;
    private int inLastPeriod;
    private long lastTaken = periodBegan;

    /** A message on its way into the store. */
    private record Entry(Message message, long size, List<Data> fresh, CompletableFuture<Message> stored) {
        NewMessage row() {
            return new NewMessage(
                    message,
                    size,
                    fresh.stream()
                            .map(item -> Objects.requireNonNull(item.id(), "sealed data has an id"))
                            .collect(Collectors.toSet()));
        }
    }

    public MessageSender(NamespaceContext context, Arrivals arrivals) {
        this.context = context;
        this.arrivals = arrivals;
        this.loop = new Loop("photinus-" + context.name() + "-send", bell, BACK_OFF, this::run);
    }

    public void start() {
        loop.start();
    }

    /**
     * Stores a message with its new data, both or neither; completes when they are durable. The future fails with FF10430 when
     * its idempotency key was used before.
     *
     * @param all the message's data, for its size
     * @param fresh those that are not stored yet
     * @throws NodeProblem FF10327 when no batch could carry it, PH10001 when too much waits already
     */
    public CompletableFuture<Message> store(Message message, List<Data> all, List<Data> fresh) {
        long size = MessageSealer.size(all);
        if (MessageSealer.emptyBatchSize() + size > context.config().batchPayloadLimit()) {
            throw new NodeProblem(ErrorCode.FF10327, size, context.config().batchPayloadLimit());
        }
        CompletableFuture<Message> stored = new CompletableFuture<>();
        add(new Entry(message, size, fresh, stored));
        bell.ring();
        return stored;
    }

    private void add(Entry entry) {
        lock.lock();
        try {
            if (closed) {
                throw stopping();
            }
            if (waiting.size() >= MAX_WAITING || waitingBytes + entry.size() > MAX_WAITING_BYTES) {
                throw new NodeProblem(ErrorCode.PH10001, "Too many messages wait to be stored; try again in a moment");
            }
            waiting.add(entry);
            waitingBytes += entry.size();
            if (waiting.size() >= MAX_SET) {
                full.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private NodeProblem stopping() {
        return new NodeProblem(ErrorCode.PH10001, "Namespace '" + context.name() + "' is stopping");
    }

    private Duration run() throws InterruptedException {
        List<Entry> set = take();
        count(set.size());
        if (set.isEmpty()) {
            return LOOK_AGAIN;
        }
        store(set);
        return Loop.Step.AGAIN;
    }

    private void count(int taken) {
        long now = System.nanoTime();
        lastTaken = now;
        if (now - periodBegan >= PERIOD.toNanos()) {
            inLastPeriod = now - periodBegan >= 2 * PERIOD.toNanos() ? 0 : inPeriod;
            inPeriod = 0;
            periodBegan = now;
        }
        inPeriod += taken;
    }

    /** Few large sets cost less than many small ones; a lone message is not kept waiting. */
    private long gathering() {
        boolean busy = Math.max(inPeriod, inLastPeriod) >= BUSY;
        return busy ? Math.max(0, GATHERING.toNanos() - (System.nanoTime() - lastTaken)) : 0;
    }

    private List<Entry> take() throws InterruptedException {
        lock.lock();
        try {
            long left = gathering();
            while (waiting.size() < MAX_SET && left > 0) {
                left = full.awaitNanos(left);
            }
            List<Entry> set = new ArrayList<>(Math.min(MAX_SET, waiting.size()));
            while (set.size() < MAX_SET && !waiting.isEmpty()) {
                Entry entry = waiting.remove();
                waitingBytes -= entry.size();
                set.add(entry);
            }
            return set;
        } finally {
            lock.unlock();
        }
    }

    private void store(List<Entry> set) {
        try {
            Map<UUID, NodeProblem> refused = context.store().write(null, tx -> insert(tx, set));
            for (Entry entry : set) {
                NodeProblem problem = refused.get(entry.message().id());
                if (problem == null) {
                    entry.stored().complete(entry.message());
                } else {
                    entry.stored().completeExceptionally(problem);
                }
            }
        } catch (RuntimeException failed) {
            if (set.size() == 1 || failed instanceof Temporary) {
                set.forEach(entry -> entry.stored().completeExceptionally(failed));
            } else {
                // One of them cannot be stored, and the others need not know.
                set.forEach(entry -> store(List.of(entry)));
            }
        }
    }

    /** Returns why messages were refused. What is refused leaves nothing behind. */
    private Map<UUID, NodeProblem> insert(Store.Transaction tx, List<Entry> set) {
        Set<UUID> inserted = tx.messages()
                .insert(context.name(), set.stream().map(Entry::row).toList());
        List<Data> fresh = new ArrayList<>();
        Map<UUID, UUID> carriers = new HashMap<>();
        List<Message> refused = new ArrayList<>();
        long bytes = 0;
        for (Entry entry : set) {
            Message message = entry.message();
            if (!inserted.contains(message.id())) {
                refused.add(message);
                continue;
            }
            bytes += entry.size();
            fresh.addAll(entry.fresh());
            entry.fresh().forEach(item -> carriers.put(item.id(), message.id()));
        }
        if (!fresh.isEmpty()) {
            tx.data().insertCarried(context.name(), fresh, carriers);
        }
        if (!inserted.isEmpty()) {
            long size = bytes;
            tx.afterCommit(() -> {
                context.failpoints().pass("out.stored");
                arrivals.stored(inserted.size(), size);
            });
        }
        return refused.isEmpty() ? Map.of() : reasons(tx, refused);
    }

    private Map<UUID, NodeProblem> reasons(Store.Transaction tx, List<Message> refused) {
        List<String> keys = refused.stream()
                .map(message -> Objects.requireNonNull(message.idempotencyKey(), "an id that was given twice"))
                .distinct()
                .toList();
        Map<String, UUID> used = tx.messages().idsByIdempotencyKey(context.name(), keys);
        Map<UUID, NodeProblem> reasons = new HashMap<>();
        for (Message message : refused) {
            String key = String.valueOf(message.idempotencyKey());
            reasons.put(message.id(), new NodeProblem(ErrorCode.FF10430, key, String.valueOf(used.get(key))));
        }
        return reasons;
    }

    /** Ends after the present set; what waits behind it is refused, as nothing of it was accepted. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        loop.close();
        List<Entry> left;
        lock.lock();
        try {
            left = List.copyOf(waiting);
            waiting.clear();
        } finally {
            lock.unlock();
        }
        left.forEach(entry -> entry.stored().completeExceptionally(stopping()));
    }
}
