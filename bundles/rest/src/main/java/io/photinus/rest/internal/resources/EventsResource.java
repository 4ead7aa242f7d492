package io.photinus.rest.internal.resources;

import io.photinus.api.Events;
import io.photinus.rest.internal.routing.Doc;
import io.photinus.rest.internal.routing.Route;
import io.photinus.types.Event;
import io.photinus.types.query.RecordSets;
import java.util.List;
import java.util.UUID;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** Events (api 3.1, rows 34 and 35). */
@Path("v1/namespaces/{ns}/events")
public final class EventsResource {
    private static final String FETCH = "Adds the object that the event is about";

    private final Edge edge;

    public EventsResource(Edge edge) {
        this.edge = edge;
    }

    @GET
    @Route(id = "getEvents", does = "Lists events", filter = "events", output = Event.class, list = true)
    public Object list(
            @PathParam("ns") String ns,
            @QueryParam("fetchreferences") @Doc(FETCH) boolean fetchReferences,
            @QueryParam("fetchreference") @Doc(FETCH) boolean fetchReference,
            @BeanParam ListInput input) {
        return edge.list(
                ns,
                RecordSets.EVENTS,
                input,
                (space, query) -> query,
                fetchReferences || fetchReference
                        ? (space, events) -> space.events().enrich(events)
                        : null);
    }

    @GET
    @Path("{eid}")
    @Route(id = "getEventByID", does = "Gets an event", output = Event.class)
    public @Nullable Object get(
            @PathParam("ns") String ns,
            @PathParam("eid") @Doc("The id of the event") UUID id,
            @QueryParam("fetchreference") @Doc(FETCH) boolean fetchReference) {
        Events events = edge.space(ns).events();
        Event event = events.find(id).orElse(null);
        return event == null || !fetchReference
                ? event
                : events.enrich(List.of(event)).get(0);
    }
}
