package io.photinus.rest.internal.resources;

import io.photinus.api.MultipartyStatus;
import io.photinus.api.NamespaceStatus;
import io.photinus.rest.internal.routing.Route;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;

/** Status of a namespace (api 3.1, rows 4 and 5). */
@Path("v1/namespaces/{ns}/status")
public final class StatusResource {
    private final Edge edge;

    public StatusResource(Edge edge) {
        this.edge = edge;
    }

    @GET
    @Route(
            id = "getStatus",
            does = "Gets the status of the namespace, of its plugins and of this member",
            output = NamespaceStatus.class)
    public NamespaceStatus get(@PathParam("ns") String ns) {
        return edge.space(ns).status();
    }

    @GET
    @Path("multiparty")
    @Route(
            id = "getStatusMultiparty",
            does = "Gets how far this member's registration on the network has come",
            output = MultipartyStatus.class)
    public MultipartyStatus multiparty(@PathParam("ns") String ns) {
        return edge.space(ns).multipartyStatus();
    }
}
