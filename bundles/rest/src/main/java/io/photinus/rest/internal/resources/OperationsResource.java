package io.photinus.rest.internal.resources;

import io.photinus.rest.internal.routing.Doc;
import io.photinus.rest.internal.routing.Route;
import io.photinus.rest.internal.wire.EmptyInput;
import io.photinus.types.Operation;
import io.photinus.types.query.RecordSets;
import java.util.UUID;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** Operations (api 3.1, rows 47 to 49). */
@Path("v1/namespaces/{ns}/operations")
public final class OperationsResource {
    private final Edge edge;

    public OperationsResource(Edge edge) {
        this.edge = edge;
    }

    @GET
    @Route(id = "getOps", does = "Lists operations", filter = "operations", output = Operation.class, list = true)
    public Object list(@PathParam("ns") String ns, @BeanParam ListInput input) {
        return edge.list(ns, RecordSets.OPERATIONS, input);
    }

    @GET
    @Path("{opid}")
    @Route(id = "getOpByID", does = "Gets an operation", output = Operation.class)
    public @Nullable Operation get(
            @PathParam("ns") String ns,
            @PathParam("opid") @Doc("The id of the operation") UUID id,
            @QueryParam("fetchstatus") @Doc("Accepted for compatibility; adds nothing in this release")
                    boolean fetchStatus) {
        return edge.space(ns).operations().find(id).orElse(null);
    }

    @POST
    @Path("{opid}/retry")
    @Route(id = "postOpRetry", does = "Runs an operation again", output = Operation.class, ok = 202)
    public Operation retry(
            EmptyInput input, @PathParam("ns") String ns, @PathParam("opid") @Doc("The id of the operation") UUID id) {
        return edge.space(ns).operations().retry(id);
    }
}
