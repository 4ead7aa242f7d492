package io.photinus.engine.subscriptions;

import io.photinus.types.EnrichedEvent;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The deliveries of one subscription that are not done: sent, and not yet acknowledged and committed. A delivery that is
 * acknowledged before an older one stays, so that never more than the window is sent again after a crash. Not thread-safe.
 */
final class Flights {
    private static final class Flight {
        private final long first;
        private final long last;
        private boolean acknowledged;

        Flight(List<EnrichedEvent> events) {
            this.first = events.get(0).sequence();
            this.last = events.get(events.size() - 1).sequence();
        }
    }

    private final Map<UUID, Flight> inOrder = new LinkedHashMap<>();

    void add(UUID delivery, List<EnrichedEvent> events) {
        inOrder.put(delivery, new Flight(events));
    }

    boolean contains(UUID delivery) {
        return inOrder.containsKey(delivery);
    }

    /** False for an id that is not in flight, or was acknowledged before. */
    boolean acknowledge(UUID delivery) {
        Flight flight = inOrder.get(delivery);
        if (flight == null || flight.acknowledged) {
            return false;
        }
        flight.acknowledged = true;
        return true;
    }

    /** How far everything is acknowledged; {@code otherwise} when nothing open is in flight. */
    long done(long otherwise) {
        for (Flight flight : inOrder.values()) {
            if (!flight.acknowledged) {
                return flight.first - 1;
            }
        }
        return otherwise;
    }

    /**
     * Lets go of what is acknowledged up to a committed position.
     *
     * @return whether the oldest that is left was acknowledged meanwhile
     */
    boolean release(long committed) {
        Iterator<Flight> oldest = inOrder.values().iterator();
        while (oldest.hasNext()) {
            Flight flight = oldest.next();
            if (!flight.acknowledged) {
                return false;
            }
            if (flight.last > committed) {
                return true;
            }
            oldest.remove();
        }
        return false;
    }

    int size() {
        return inOrder.size();
    }

    void clear() {
        inOrder.clear();
    }
}
