package io.photinus.rest.internal.resources;

import io.photinus.rest.internal.routing.Doc;
import io.photinus.rest.internal.routing.Route;
import io.photinus.types.BlockchainEvent;
import io.photinus.types.query.Condition;
import io.photinus.types.query.Query;
import io.photinus.types.query.RecordSets;
import java.util.UUID;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import org.jspecify.annotations.Nullable;

/** Events of the ledger (api 3.1, rows 50 and 51). */
@Path("v1/namespaces/{ns}/blockchainevents")
public final class BlockchainEventsResource {
    private final Edge edge;

    public BlockchainEventsResource(Edge edge) {
        this.edge = edge;
    }

    @GET
    @Route(
            id = "getBlockchainEvents",
            does = "Lists blockchain events",
            filter = "blockchainevents",
            output = BlockchainEvent.class,
            list = true)
    public Object list(@PathParam("ns") String ns, @BeanParam ListInput input) {
        return edge.list(ns, RecordSets.BLOCKCHAIN_EVENTS, input);
    }

    @GET
    @Path("{id}")
    @Route(id = "getBlockchainEventByID", does = "Gets a blockchain event", output = BlockchainEvent.class)
    public @Nullable BlockchainEvent get(
            @PathParam("ns") String ns, @PathParam("id") @Doc("The id of the blockchain event") UUID id) {
        Query byId = Query.where(Condition.equal(RecordSets.BLOCKCHAIN_EVENTS.require("id"), id.toString()));
        return edge.space(ns).list(RecordSets.BLOCKCHAIN_EVENTS, byId).items().stream()
                .findFirst()
                .orElse(null);
    }
}
