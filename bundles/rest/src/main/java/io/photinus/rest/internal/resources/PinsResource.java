package io.photinus.rest.internal.resources;

import io.photinus.rest.internal.routing.Route;
import io.photinus.types.Pin;
import io.photinus.types.query.RecordSets;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;

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
    public Object list(@PathParam("ns") String ns, @BeanParam ListInput input) {
        return edge.list(ns, RecordSets.PINS, input);
    }
}
