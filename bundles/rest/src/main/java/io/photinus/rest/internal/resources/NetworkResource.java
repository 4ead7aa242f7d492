package io.photinus.rest.internal.resources;

import io.photinus.api.Network;
import io.photinus.rest.internal.routing.Doc;
import io.photinus.rest.internal.routing.Route;
import io.photinus.rest.internal.wire.EmptyInput;
import io.photinus.types.Identity;
import io.photinus.types.IdentityType;
import io.photinus.types.query.Condition;
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

/** The map of the network: identities by their kind, and the registration of our own (api 3.1, rows 60 to 69). */
@Path("v1/namespaces/{ns}/network")
public final class NetworkResource {
    private static final String CONFIRM = "Waits until the network has confirmed the identity";

    private final Edge edge;

    public NetworkResource(Edge edge) {
        this.edge = edge;
    }

    @GET
    @Path("identities")
    @Route(
            id = "getNetworkIdentities",
            does = "Lists the identities of the network; use /identities instead",
            filter = "identities",
            output = IdentityWithVerifiers.class,
            list = true,
            deprecated = true)
    public Object identities(
            @PathParam("ns") String ns,
            @QueryParam("fetchverifiers") @Doc(IdentitiesResource.FETCH_VERIFIERS) boolean fetchVerifiers,
            @BeanParam ListInput input) {
        return IdentitiesResource.list(edge, ns, fetchVerifiers, input);
    }

    @GET
    @Path("identities/{did: .+}")
    @Route(
            id = "getNetworkIdentityByDID",
            does = "Gets an identity by its DID; use /identities instead",
            output = IdentityWithVerifiers.class,
            deprecated = true)
    public Object identity(
            @PathParam("ns") String ns,
            @PathParam("did") @Doc("The DID of the identity") String did,
            @QueryParam("fetchverifiers") @Doc(IdentitiesResource.FETCH_VERIFIERS) boolean fetchVerifiers) {
        Network network = edge.space(ns).network();
        return IdentitiesResource.shown(network, network.byDid(did), fetchVerifiers);
    }

    @GET
    @Path("organizations")
    @Route(
            id = "getNetworkOrgs",
            does = "Lists the organizations of the network",
            filter = "identities",
            output = Identity.class,
            list = true)
    public Object organizations(@PathParam("ns") String ns, @BeanParam ListInput input) {
        return ofType(ns, IdentityType.ORG, input);
    }

    @GET
    @Path("nodes")
    @Route(
            id = "getNetworkNodes",
            does = "Lists the nodes of the network",
            filter = "identities",
            output = Identity.class,
            list = true)
    public Object nodes(@PathParam("ns") String ns, @BeanParam ListInput input) {
        return ofType(ns, IdentityType.NODE, input);
    }

    private Object ofType(String ns, IdentityType type, ListInput input) {
        Condition typed = Condition.equal(RecordSets.IDENTITIES.require("type"), type.wire());
        return edge.list(ns, RecordSets.IDENTITIES, input, (space, query) -> query.and(typed));
    }

    @GET
    @Path("organizations/{nameOrId}")
    @Route(id = "getNetworkOrg", does = "Gets an organization by name or id", output = Identity.class)
    public Identity organization(
            @PathParam("ns") String ns,
            @PathParam("nameOrId") @Doc("The name or the id of the organization") String nameOrId) {
        return edge.space(ns).network().byNameOrId(IdentityType.ORG, nameOrId);
    }

    @GET
    @Path("nodes/{nameOrId}")
    @Route(id = "getNetworkNode", does = "Gets a node by name or id", output = Identity.class)
    public Identity node(
            @PathParam("ns") String ns, @PathParam("nameOrId") @Doc("The name or the id of the node") String nameOrId) {
        return edge.space(ns).network().byNameOrId(IdentityType.NODE, nameOrId);
    }

    @POST
    @Path("organizations/self")
    @Route(
            id = "postNewOrganizationSelf",
            does = "Registers this member's organization on the network",
            output = Identity.class)
    public void registerOrganization(
            EmptyInput input,
            @PathParam("ns") String ns,
            @QueryParam("confirm") @Doc(CONFIRM) boolean confirm,
            @HeaderParam("Request-Timeout") @Nullable String timeout,
            @Suspended AsyncResponse answer) {
        Network network = edge.space(ns).network();
        edge.later(answer, timeout, confirm, network::registerOrganization);
    }

    @POST
    @Path("nodes/self")
    @Route(id = "postNodesSelf", does = "Registers this node on the network", output = Identity.class)
    public void registerNode(
            EmptyInput input,
            @PathParam("ns") String ns,
            @QueryParam("confirm") @Doc(CONFIRM) boolean confirm,
            @HeaderParam("Request-Timeout") @Nullable String timeout,
            @Suspended AsyncResponse answer) {
        Network network = edge.space(ns).network();
        edge.later(answer, timeout, confirm, network::registerNode);
    }
}
