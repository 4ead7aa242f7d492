package io.photinus.rest.internal.resources;

import io.photinus.rest.internal.routing.Doc;
import io.photinus.rest.internal.routing.Route;
import io.photinus.types.BatchPersisted;
import io.photinus.types.query.RecordSets;
import java.util.UUID;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import org.jspecify.annotations.Nullable;

/** Batches (api 3.1, rows 28 and 29). */
@Path("v1/namespaces/{ns}/batches")
public final class BatchesResource {
    private final Edge edge;

    public BatchesResource(Edge edge) {
        this.edge = edge;
    }

    @GET
    @Route(id = "getBatches", does = "Lists batches", filter = "batches", output = BatchPersisted.class, list = true)
    public Object list(@PathParam("ns") String ns, @BeanParam ListInput input) {
        return edge.list(ns, RecordSets.BATCHES, input);
    }

    @GET
    @Path("{batchid}")
    @Route(id = "getBatchByID", does = "Gets a batch", output = BatchPersisted.class)
    public @Nullable BatchPersisted get(
            @PathParam("ns") String ns, @PathParam("batchid") @Doc("The id of the batch") UUID id) {
        return edge.space(ns).batch(id).orElse(null);
    }
}
