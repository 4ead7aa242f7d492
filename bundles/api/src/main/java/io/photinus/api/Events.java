package io.photinus.api;

import io.photinus.types.EnrichedEvent;
import io.photinus.types.Event;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** Events of a namespace (api 3.1, rows 34 and 35). */
@ProviderType
public interface Events {
    Optional<Event> find(UUID id);

    /** Adds the objects that the events are about, in few statements for the whole list; order is kept (api 3.4). */
    List<EnrichedEvent> enrich(List<Event> events);
}
