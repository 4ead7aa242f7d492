package io.photinus.rest.internal.resources;

import io.photinus.api.Network;
import io.photinus.rest.internal.routing.Doc;
import io.photinus.rest.internal.routing.Route;
import io.photinus.types.Identity;
import io.photinus.types.Verifier;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.query.Condition;
import io.photinus.types.query.RecordSets;
import java.util.List;
import java.util.UUID;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;

/** Identities (api 3.1, rows 53 to 57). */
@Path("v1/namespaces/{ns}/identities")
public final class IdentitiesResource {
    static final String FETCH_VERIFIERS = "Adds the keys of the identity";

    private final Edge edge;

    public IdentitiesResource(Edge edge) {
        this.edge = edge;
    }

    @GET
    @Route(
            id = "getIdentities",
            does = "Lists the identities of the network",
            filter = "identities",
            output = IdentityWithVerifiers.class,
            list = true)
    public Object list(
            @PathParam("ns") String ns,
            @QueryParam("fetchverifiers") @Doc(FETCH_VERIFIERS) boolean fetchVerifiers,
            @BeanParam ListInput input) {
        return list(edge, ns, fetchVerifiers, input);
    }

    static Object list(Edge edge, String ns, boolean fetchVerifiers, ListInput input) {
        return edge.list(
                ns,
                RecordSets.IDENTITIES,
                input,
                (space, query) -> query,
                fetchVerifiers ? (space, rows) -> IdentityWithVerifiers.of(space.network(), rows) : null);
    }

    /** A path that starts like a DID is one, whatever follows. */
    @GET
    @Path("{did: did:.+}")
    @Route(id = "getIdentityByDID", does = "Gets an identity by its DID", output = IdentityWithVerifiers.class)
    public Object byDid(
            @PathParam("ns") String ns,
            @PathParam("did") @Doc("The DID of the identity") String did,
            @QueryParam("fetchverifiers") @Doc(FETCH_VERIFIERS) boolean fetchVerifiers) {
        Network network = edge.space(ns).network();
        return shown(network, network.byDid(did), fetchVerifiers);
    }

    @GET
    @Path("{iid}")
    @Route(id = "getIdentityByID", does = "Gets an identity", output = IdentityWithVerifiers.class)
    public Object get(
            @PathParam("ns") String ns,
            @PathParam("iid") @Doc("The id of the identity") UUID id,
            @QueryParam("fetchverifiers") @Doc(FETCH_VERIFIERS) boolean fetchVerifiers) {
        Network network = edge.space(ns).network();
        Identity identity = network.find(id).orElseThrow(() -> new NodeProblem(ErrorCode.FF10109));
        return shown(network, identity, fetchVerifiers);
    }

    static Object shown(Network network, Identity identity, boolean fetchVerifiers) {
        return fetchVerifiers
                ? IdentityWithVerifiers.of(network, List.of(identity)).get(0)
                : identity;
    }

    @GET
    @Path("{iid}/verifiers")
    @Route(
            id = "getIdentityVerifiers",
            does = "Lists the keys of an identity",
            filter = "verifiers",
            output = Verifier.class,
            list = true)
    public Object verifiers(
            @PathParam("ns") String ns,
            @PathParam("iid") @Doc("The id of the identity") UUID id,
            @BeanParam ListInput input) {
        Condition owned = Condition.equal(RecordSets.VERIFIERS.require("identity"), id.toString());
        return edge.list(ns, RecordSets.VERIFIERS, input, (space, query) -> query.and(owned));
    }
}
