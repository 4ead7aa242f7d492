package io.photinus.rest.internal.resources;

import io.photinus.rest.internal.routing.Route;
import io.photinus.types.Pin;
import io.photinus.types.query.RecordSets;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.UriInfo;

/** Pins (api 3.1, row 31). */
@Path("v1/namespaces/{ns}/pins")
public final class PinsResource {
    private final Edge edge;

    public PinsResource(Edge edge) {
        this.edge = edge;
    }

    @GET
    @Route(
            id = "getPins",
            does = "Lists the pins that came from the ledger",
            filter = "pins",
            output = Pin.class,
            list = true)
    public Object list(@PathParam("ns") String ns, @Context UriInfo uri) {
        return edge.list(ns, RecordSets.PINS, uri);
    }
}
