package io.photinus.rest.internal.resources;

import io.photinus.api.TransactionStatus;
import io.photinus.rest.internal.routing.Doc;
import io.photinus.rest.internal.routing.Route;
import io.photinus.types.BlockchainEvent;
import io.photinus.types.Operation;
import io.photinus.types.Transaction;
import io.photinus.types.query.RecordSets;
import java.util.List;
import java.util.UUID;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import org.jspecify.annotations.Nullable;

/** Transactions (api 3.1, rows 42 to 46). */
@Path("v1/namespaces/{ns}/transactions")
public final class TransactionsResource {
    private static final String ID = "The id of the transaction";

    private final Edge edge;

    public TransactionsResource(Edge edge) {
        this.edge = edge;
    }

    @GET
    @Route(
            id = "getTxns",
            does = "Lists transactions",
            filter = "transactions",
            output = Transaction.class,
            list = true)
    public Object list(@PathParam("ns") String ns, @BeanParam ListInput input) {
        return edge.list(ns, RecordSets.TRANSACTIONS, input);
    }

    @GET
    @Path("{txnid}")
    @Route(id = "getTxnByID", does = "Gets a transaction", filter = "transactions", output = Transaction.class)
    public @Nullable Transaction get(
            @PathParam("ns") String ns, @PathParam("txnid") @Doc(ID) UUID id, @BeanParam ListInput input) {
        edge.checkFilters(RecordSets.TRANSACTIONS, input);
        return edge.space(ns).transactions().find(id).orElse(null);
    }

    @GET
    @Path("{txnid}/status")
    @Route(id = "getTxnStatus", does = "Gets how far a transaction has come", output = TransactionStatus.class)
    public TransactionStatus status(@PathParam("ns") String ns, @PathParam("txnid") @Doc(ID) UUID id) {
        return edge.space(ns).transactions().status(id);
    }

    @GET
    @Path("{txnid}/operations")
    @Route(id = "getTxnOps", does = "Lists the operations of a transaction", output = Operation.class, list = true)
    public List<Operation> operations(@PathParam("ns") String ns, @PathParam("txnid") @Doc(ID) UUID id) {
        return edge.space(ns).transactions().operations(id);
    }

    @GET
    @Path("{txnid}/blockchainevents")
    @Route(
            id = "getTxnBlockchainEvents",
            does = "Lists the blockchain events of a transaction",
            output = BlockchainEvent.class,
            list = true)
    public List<BlockchainEvent> blockchainEvents(@PathParam("ns") String ns, @PathParam("txnid") @Doc(ID) UUID id) {
        return edge.space(ns).transactions().blockchainEvents(id);
    }
}
