package io.photinus.persistence.sql;

import io.photinus.persistence.EventRepository;
import io.photinus.types.Event;
import io.photinus.types.EventType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events in SQL. What is appended waits for the end of the unit of work. */
final class SqlEvents implements EventRepository {
    private final Scope scope;
    private final @Nullable NewEvents newEvents;

    SqlEvents(Scope scope, @Nullable NewEvents newEvents) {
        this.scope = scope;
        this.newEvents = newEvents;
    }

    @Override
    public void append(String namespace, List<NewEvent> events) {
        scope.writes(EventMapper.class);
        if (newEvents != null) {
            newEvents.add(namespace, events);
        }
    }

    @Override
    public Optional<Event> find(String namespace, UUID id) {
        return Optional.ofNullable(scope.reads(EventMapper.class).find(namespace, id));
    }

    @Override
    public List<Event> after(String namespace, long sequence, int limit) {
        return scope.reads(EventMapper.class).after(namespace, sequence, limit);
    }

    @Override
    public long highest(String namespace) {
        Long highest = scope.reads(EventMapper.class).highest(namespace);
        return highest == null ? -1 : highest;
    }

    @Override
    public List<Event> about(String namespace, Collection<EventType> types, Collection<UUID> references) {
        if (types.isEmpty() || references.isEmpty()) {
            return List.of();
        }
        EventMapper mapper = scope.reads(EventMapper.class);
        List<EventType> wanted = List.copyOf(types);
        List<Event> found = new ArrayList<>();
        List<List<UUID>> chunks = Chunks.ofValues(references);
        chunks.forEach(chunk -> found.addAll(mapper.about(namespace, wanted, chunk)));
        if (chunks.size() > 1) {
            found.sort(Comparator.comparingLong(Event::sequence));
        }
        return found;
    }
}
