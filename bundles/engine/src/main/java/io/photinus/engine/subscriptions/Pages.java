package io.photinus.engine.subscriptions;

import io.photinus.persistence.Store;
import io.photinus.types.EnrichedEvent;
import io.photinus.types.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads events for one look at all subscriptions. Subscriptions that stand at about the same point share one page, and an
 * event is enriched once for all of them, and only when it passes somebody's filter so far. Used by one thread.
 */
final class Pages {
    private final Store store;
    private final String namespace;
    private final Enricher enricher;
    private @Nullable Page last;

    Pages(Store store, String namespace, Enricher enricher) {
        this.store = store;
        this.namespace = namespace;
        this.enricher = enricher;
    }

    /** What one subscription gets of a page: the events that match, the end of what was looked at, whether there is more. */
    record Found(List<EnrichedEvent> matching, long end, boolean more) {}

    /** Looks behind a position; asking in the order of positions lets pages be shared. */
    Found find(long after, int limit, EventFilter filter) {
        Page page = last;
        if (page == null || !page.covers(after)) {
            page = new Page(after, limit, store.read(tx -> tx.events().after(namespace, after, limit)));
            last = page;
        }
        return page.find(after, filter);
    }

    private final class Page {
        private final long start;
        private final long end;
        private final boolean full;
        private final List<Event> events;
        private final Map<Long, EnrichedEvent> enriched = new HashMap<>();

        Page(long start, int limit, List<Event> events) {
            this.start = start;
            this.events = events;
            this.full = events.size() >= limit;
            this.end = events.isEmpty() ? start : events.get(events.size() - 1).sequence();
        }

        boolean covers(long after) {
            return after >= start && (after < end || after == end && !full);
        }

        Found find(long after, EventFilter filter) {
            List<Event> candidates = events.stream()
                    .filter(event -> event.sequence() > after && filter.mayMatch(event))
                    .toList();
            enrich(candidates);
            List<EnrichedEvent> matching = new ArrayList<>();
            for (Event candidate : candidates) {
                EnrichedEvent event = enriched.get(candidate.sequence());
                if (event != null && filter.matches(event)) {
                    matching.add(event);
                }
            }
            return new Found(matching, end, full);
        }

        private void enrich(List<Event> candidates) {
            List<Event> missing = candidates.stream()
                    .filter(event -> !enriched.containsKey(event.sequence()))
                    .toList();
            if (missing.isEmpty()) {
                return;
            }
            List<EnrichedEvent> results = enricher.enrich(missing);
            if (results.size() != missing.size()) {
                throw new IllegalStateException("enriching lost events of namespace " + namespace);
            }
            results.forEach(event -> enriched.put(event.sequence(), event));
        }
    }
}
