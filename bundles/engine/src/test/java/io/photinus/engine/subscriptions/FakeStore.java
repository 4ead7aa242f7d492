package io.photinus.engine.subscriptions;

import io.photinus.persistence.Cursors;
import io.photinus.persistence.EventRepository;
import io.photinus.persistence.Fence;
import io.photinus.persistence.Repositories;
import io.photinus.persistence.Store;
import io.photinus.persistence.StoreStatistics;
import io.photinus.persistence.SubscriptionRepository;
import io.photinus.types.Event;
import io.photinus.types.EventType;
import io.photinus.types.Subscription;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The parts of a store that subscriptions use, in memory. */
final class FakeStore implements Store {
    /** Runs before positions are written; may block or fail the write. */
    volatile Runnable beforePositions = () -> {};

    final AtomicInteger positionCommits = new AtomicInteger();
    final AtomicInteger updates = new AtomicInteger();
    final AtomicInteger largestPage = new AtomicInteger();
    private final List<Event> events = new ArrayList<>();
    private final Map<UUID, Subscription> subscriptions = new LinkedHashMap<>();
    private final Map<String, String> cursors = new HashMap<>();
    private final Transaction transaction = (Transaction) Proxy.newProxyInstance(
            FakeStore.class.getClassLoader(),
            new Class<?>[] {Transaction.class},
            (proxy, method, args) -> switch (method.getName()) {
                case "events" -> new Events();
                case "subscriptions" -> new Subs();
                case "cursors" -> new Positions();
                default -> throw new UnsupportedOperationException(method.getName());
            });

    /** Appends confirmed messages with these topics. */
    List<Event> append(String... topics) {
        return append(EventType.MESSAGE_CONFIRMED, topics);
    }

    synchronized List<Event> append(EventType type, String... topics) {
        List<Event> added = new ArrayList<>();
        for (String topic : topics) {
            Event event = new Event(
                    UUID.randomUUID(),
                    events.size(),
                    type,
                    "ns1",
                    UUID.randomUUID(),
                    null,
                    null,
                    topic,
                    Instant.ofEpochSecond(1));
            events.add(event);
            added.add(event);
        }
        return added;
    }

    synchronized String position(UUID subscription) {
        return cursors.get("subscription:" + subscription);
    }

    synchronized void move(UUID subscription, long position) {
        cursors.put("subscription:" + subscription, Long.toString(position));
    }

    @Override
    public synchronized <T> T read(Function<Repositories, T> query) {
        return query.apply(transaction);
    }

    @Override
    public <T> CompletableFuture<T> submit(Fence fence, Work<T> work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T write(Fence fence, Work<T> work) {
        synchronized (this) {
            return work.run(transaction);
        }
    }

    @Override
    public Store lane(String name) {
        return this;
    }

    @Override
    public StoreStatistics statistics() {
        return new StoreStatistics(0, 0, 0, 0);
    }

    @Override
    public void close() {}

    private final class Events implements EventRepository {
        @Override
        public void append(String namespace, List<NewEvent> added) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Event> find(String namespace, UUID id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Event> after(String namespace, long sequence, int limit) {
            largestPage.accumulateAndGet(limit, Math::max);
            int from = (int) Math.min(events.size(), sequence + 1);
            return List.copyOf(events.subList(from, Math.min(events.size(), from + limit)));
        }

        @Override
        public long highest(String namespace) {
            return events.size() - 1;
        }

        @Override
        public List<Event> about(String namespace, Collection<EventType> types, Collection<UUID> references) {
            throw new UnsupportedOperationException();
        }
    }

    private final class Subs implements SubscriptionRepository {
        @Override
        public boolean insert(String namespace, Subscription subscription) {
            if (byName(namespace, subscription.name()).isPresent()) {
                return false;
            }
            subscriptions.put(subscription.id(), subscription);
            return true;
        }

        @Override
        public void update(String namespace, Subscription subscription) {
            updates.incrementAndGet();
            subscriptions.put(subscription.id(), subscription);
        }

        @Override
        public boolean delete(String namespace, UUID id) {
            cursors.remove("subscription:" + id);
            return subscriptions.remove(id) != null;
        }

        @Override
        public Optional<Subscription> find(String namespace, UUID id) {
            return Optional.ofNullable(subscriptions.get(id));
        }

        @Override
        public Optional<Subscription> byName(String namespace, String name) {
            return subscriptions.values().stream()
                    .filter(subscription -> subscription.name().equals(name))
                    .findFirst();
        }

        @Override
        public List<Subscription> all(String namespace) {
            return List.copyOf(subscriptions.values());
        }
    }

    private final class Positions implements Cursors {
        @Override
        public Optional<String> get(String namespace, String name) {
            return Optional.ofNullable(cursors.get(name));
        }

        @Override
        public void set(String namespace, String name, String position) {
            cursors.put(name, position);
        }

        @Override
        public void setAll(String namespace, Map<String, String> positions) {
            beforePositions.run();
            positionCommits.incrementAndGet();
            cursors.putAll(positions);
        }

        @Override
        public void delete(String namespace, String name) {
            cursors.remove(name);
        }
    }
}
