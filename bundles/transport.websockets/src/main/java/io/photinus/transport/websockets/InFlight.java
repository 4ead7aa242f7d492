package io.photinus.transport.websockets;

import io.photinus.plugin.transport.Delivery;
import io.photinus.types.SubscriptionRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one connection has been sent and has not acknowledged, in order. The same event may be in flight for several
 * subscriptions, and twice for one when its namespace was started again. Not thread-safe.
 */
final class InFlight {
    /** What an acknowledgement has found. */
    record Found(UUID id, SubscriptionRef subscription) {}

    private record Entry(SubscriptionRef subscription, boolean batch) {}

    private final Map<UUID, List<Entry>> byDelivery = new LinkedHashMap<>();

    void add(Delivery delivery) {
        byDelivery
                .computeIfAbsent(delivery.id(), id -> new ArrayList<>(1))
                .add(new Entry(delivery.subscription(), delivery.batch()));
    }

    /**
     * Finds what a client acknowledges and lets go of it.
     *
     * @param id of an event or a batch; null for the oldest single event
     * @param subscription null when the client did not say
     * @param starts how many subscriptions the connection has started: only with one may an event be named without its
     *     subscription
     */
    @Nullable
    Found take(@Nullable UUID id, @Nullable SubscriptionRef subscription, int starts) {
        if (id == null) {
            return oldest(subscription);
        }
        List<Entry> entries = byDelivery.get(id);
        if (entries == null) {
            return null;
        }
        for (Entry entry : entries) {
            if (entry.batch() || (subscription == null ? starts == 1 : matches(entry, subscription))) {
                return remove(id, entries, entry);
            }
        }
        return null;
    }

    private @Nullable Found oldest(@Nullable SubscriptionRef subscription) {
        for (Map.Entry<UUID, List<Entry>> delivery : byDelivery.entrySet()) {
            for (Entry entry : delivery.getValue()) {
                if (!entry.batch() && (subscription == null || matches(entry, subscription))) {
                    return remove(delivery.getKey(), delivery.getValue(), entry);
                }
            }
        }
        return null;
    }

    private Found remove(UUID id, List<Entry> entries, Entry entry) {
        entries.remove(entry);
        if (entries.isEmpty()) {
            byDelivery.remove(id);
        }
        return new Found(id, entry.subscription());
    }

    private static boolean matches(Entry entry, SubscriptionRef wanted) {
        SubscriptionRef actual = entry.subscription();
        if (wanted.id() != null) {
            return wanted.id().equals(actual.id());
        }
        return wanted.namespace().equals(actual.namespace()) && wanted.name().equals(actual.name());
    }

    void clear() {
        byDelivery.clear();
    }
}
