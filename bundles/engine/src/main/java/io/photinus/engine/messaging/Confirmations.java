package io.photinus.engine.messaging;

import io.photinus.api.Confirm;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.loop.BackOff;
import io.photinus.loop.Loop;
import io.photinus.types.Event;
import io.photinus.types.EventType;
import io.photinus.types.Message;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets any number of callers wait for confirmations without holding a thread: one loop asks the database for all ids that
 * somebody waits for, in one statement, when the aggregator rings and once a second besides.
 */
public final class Confirmations implements AutoCloseable {
    private static final int MAX_WAITING = 10_000;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(5), 2);
    private static final List<EventType> AWAITED =
            List.of(EventType.MESSAGE_CONFIRMED, EventType.MESSAGE_REJECTED, EventType.IDENTITY_CONFIRMED);

    /**
     * What somebody has waited for.
     *
     * @param message as it is then, when the event is about one
     */
    private record Seen(Event event, @Nullable Message message) {}

    private final NamespaceContext context;
    private final ConcurrentMap<UUID, CompletableFuture<Seen>> waiting = new ConcurrentHashMap<>();
    private final Loop loop;

    public Confirmations(NamespaceContext context) {
        this.context = context;
        this.loop = new Loop(
                "photinus-" + context.name() + "-confirm", context.bells().confirmations(), BACK_OFF, this::look);
    }

    public void start() {
        loop.start();
    }

    /**
     * Waits for the event about an object, which may have come already. The future fails with FF10260 when the time is
     * over.
     */
    public CompletableFuture<Event> expect(UUID reference, Confirm confirm) {
        return see(reference, confirm).thenApply(Seen::event);
    }

    private CompletableFuture<Seen> see(UUID reference, Confirm confirm) {
        if (waiting.size() >= MAX_WAITING) {
            throw new NodeProblem(ErrorCode.PH10001, "Too many requests wait for a confirmation");
        }
        CompletableFuture<Seen> event = waiting.computeIfAbsent(reference, id -> new CompletableFuture<>());
        context.bells().confirmations().ringHere();
        return event.copy()
                .orTimeout(confirm.limit().toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((found, failure) -> waiting.remove(reference, event))
                .exceptionally(failure -> {
                    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                    if (cause instanceof TimeoutException) {
                        throw new NodeProblem(
                                ErrorCode.FF10260,
                                confirm.limit().toMillis() + "ms",
                                "the confirmation of " + reference);
                    }
                    throw cause instanceof NodeProblem problem ? problem : new IllegalStateException(cause);
                });
    }

    /**
     * Waits for a message and completes with it as it is then; fails with FF10269 when it was rejected.
     */
    public CompletableFuture<Message> awaitMessage(UUID id, Confirm confirm) {
        return see(id, confirm).thenApply(seen -> {
            Message message = seen.message();
            if (message == null) {
                throw new NodeProblem(ErrorCode.FF10109);
            }
            if (seen.event().type() == EventType.MESSAGE_REJECTED) {
                throw new NodeProblem(ErrorCode.FF10269, id, message.rejectReason());
            }
            return message;
        });
    }

    private Duration look() {
        Set<UUID> ids = Set.copyOf(waiting.keySet());
        if (ids.isEmpty()) {
            return Duration.ofSeconds(30);
        }
        List<Seen> seen = context.store().read(store -> {
            List<Event> events = store.events().about(context.name(), AWAITED, ids);
            List<UUID> settled = events.stream()
                    .filter(event -> event.type() != EventType.IDENTITY_CONFIRMED)
                    .map(Event::reference)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
            Map<UUID, Message> messages = settled.isEmpty()
                    ? Map.of()
                    : store.messages().findAll(context.name(), settled).stream()
                            .collect(Collectors.toMap(Message::id, Function.identity()));
            return events.stream()
                    .map(event -> new Seen(event, messages.get(event.reference())))
                    .toList();
        });
        for (Seen each : seen) {
            CompletableFuture<Seen> waiter = waiting.remove(each.event().reference());
            if (waiter != null) {
                waiter.complete(each);
            }
        }
        return LOOK_AGAIN;
    }

    @Override
    public void close() {
        loop.close();
        NodeProblem stopping = new NodeProblem(
                ErrorCode.PH10001, "Namespace '" + context.name() + "' is stopping; ask for the message later");
        waiting.values().forEach(waiter -> waiter.completeExceptionally(stopping));
    }
}
