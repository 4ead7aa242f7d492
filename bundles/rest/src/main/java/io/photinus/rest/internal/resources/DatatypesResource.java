package io.photinus.rest.internal.resources;

import io.photinus.api.Datatypes;
import io.photinus.rest.internal.routing.Doc;
import io.photinus.rest.internal.routing.Route;
import io.photinus.types.Datatype;
import io.photinus.types.query.RecordSets;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import javax.ws.rs.container.AsyncResponse;
import javax.ws.rs.container.Suspended;
import org.jspecify.annotations.Nullable;

/** Datatypes (api 3.1, rows 25 to 27). */
@Path("v1/namespaces/{ns}/datatypes")
public final class DatatypesResource {
    private final Edge edge;

    public DatatypesResource(Edge edge) {
        this.edge = edge;
    }

    @GET
    @Route(id = "getDatatypes", does = "Lists datatypes", filter = "datatypes", output = Datatype.class, list = true)
    public Object list(@PathParam("ns") String ns, @BeanParam ListInput input) {
        return edge.list(ns, RecordSets.DATATYPES, input);
    }

    @GET
    @Path("{name}/{version}")
    @Route(id = "getDatatypeByName", does = "Gets a datatype by name and version", output = Datatype.class)
    public @Nullable Datatype get(
            @PathParam("ns") String ns,
            @PathParam("name") @Doc("The name of the datatype") String name,
            @PathParam("version") @Doc("The version of the datatype") String version) {
        return edge.space(ns).datatypes().find(name, version).orElse(null);
    }

    @POST
    @Route(
            id = "postNewDatatype",
            does = "Defines a datatype for all members of the network",
            output = Datatype.class,
            readOnly = {"id", "message", "namespace", "hash", "created"})
    public void define(
            Datatype draft,
            @PathParam("ns") String ns,
            @QueryParam("confirm") @Doc("Waits until the network has confirmed the datatype") boolean confirm,
            @HeaderParam("Request-Timeout") @Nullable String timeout,
            @Suspended AsyncResponse answer) {
        Datatypes datatypes = edge.space(ns).datatypes();
        edge.later(answer, timeout, confirm, awaited -> datatypes.define(draft, awaited));
    }
}
