package io.photinus.persistence.sql;

import io.photinus.persistence.EventRepository.NewEvent;
import io.photinus.types.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Events that were appended and wait for the end of their transaction. */
final class NewEvents {
    /** Sorted, so that two writers never lock the counters of two namespaces in opposite order. */
    private final Map<String, List<NewEvent>> byNamespace = new TreeMap<>();

    void add(String namespace, List<NewEvent> events) {
        if (!events.isEmpty()) {
            byNamespace.computeIfAbsent(namespace, key -> new ArrayList<>()).addAll(events);
        }
    }

    void addAll(NewEvents more) {
        more.byNamespace.forEach(this::add);
    }

    void write(Scope scope) {
        byNamespace.forEach((namespace, events) -> write(scope, namespace, events));
        byNamespace.clear();
    }

    private static void write(Scope scope, String namespace, List<NewEvent> events) {
        EventMapper mapper = scope.writes(EventMapper.class);
        long sequence = Sequences.take(scope, namespace, Sequences.EVENTS, events.size());
        for (List<NewEvent> chunk : Chunks.ofRows(events)) {
            List<Event> rows = new ArrayList<>(chunk.size());
            for (NewEvent event : chunk) {
                rows.add(new Event(
                        event.id(),
                        sequence++,
                        event.type(),
                        namespace,
                        event.reference(),
                        event.correlator(),
                        event.tx(),
                        event.topic(),
                        event.created()));
            }
            mapper.insert(rows);
        }
    }
}
