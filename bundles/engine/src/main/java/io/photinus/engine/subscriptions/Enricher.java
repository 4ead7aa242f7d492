package io.photinus.engine.subscriptions;

import io.photinus.types.EnrichedEvent;
import io.photinus.types.Event;
import java.util.List;

/** Adds the objects that events are about (api 3.4). */
@FunctionalInterface
public interface Enricher {
    /** One result per event, in the same order. May read the store; an exception means that the page is tried again. */
    List<EnrichedEvent> enrich(List<Event> events);
}
