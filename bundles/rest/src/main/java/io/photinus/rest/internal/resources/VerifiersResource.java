package io.photinus.rest.internal.resources;

import io.photinus.rest.internal.routing.Doc;
import io.photinus.rest.internal.routing.Route;
import io.photinus.types.Hash;
import io.photinus.types.Verifier;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.query.RecordSets;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;

/** Keys of identities (api 3.1, rows 71 and 72). */
@Path("v1/namespaces/{ns}/verifiers")
public final class VerifiersResource {
    private final Edge edge;

    public VerifiersResource(Edge edge) {
        this.edge = edge;
    }

    @GET
    @Route(id = "getVerifiers", does = "Lists keys", filter = "verifiers", output = Verifier.class, list = true)
    public Object list(@PathParam("ns") String ns, @BeanParam ListInput input) {
        return edge.list(ns, RecordSets.VERIFIERS, input);
    }

    @GET
    @Path("{hash}")
    @Route(id = "getVerifierByID", does = "Gets a key by its hash", output = Verifier.class)
    public Verifier get(@PathParam("ns") String ns, @PathParam("hash") @Doc("The hash of the key") Hash hash) {
        return edge.space(ns).network().verifier(hash).orElseThrow(() -> new NodeProblem(ErrorCode.FF10109));
    }
}
