package io.photinus.rest.internal.resources;

import io.photinus.api.Subscriptions;
import io.photinus.rest.internal.routing.Doc;
import io.photinus.rest.internal.routing.Route;
import io.photinus.types.Subscription;
import io.photinus.types.SubscriptionFilter;
import io.photinus.types.json.JsonObject;
import io.photinus.types.json.Opt;
import io.photinus.types.query.RecordSets;
import java.time.Instant;
import java.util.UUID;
import javax.ws.rs.BeanParam;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** Durable subscriptions (api 3.1, rows 36 to 41). */
@Path("v1/namespaces/{ns}/subscriptions")
public final class SubscriptionsResource {
    /** How far a subscription has come: everything up to this sequence is acknowledged. */
    public record SubscriptionStatus(@Opt long currentOffset) {}

    /** A subscription with {@code fetchstatus}. */
    public record SubscriptionWithStatus(
            @Opt @Nullable UUID id,
            String namespace,
            String name,
            String transport,
            SubscriptionFilter filter,
            JsonObject options,
            @Opt boolean ephemeral,
            @Nullable Instant created,
            @Nullable Instant updated,
            @Opt @Nullable SubscriptionStatus status) {

        static SubscriptionWithStatus of(Subscription subscription, long offset) {
            return new SubscriptionWithStatus(
                    subscription.id(),
                    subscription.namespace(),
                    subscription.name(),
                    subscription.transport(),
                    subscription.filter(),
                    subscription.options(),
                    subscription.ephemeral(),
                    subscription.created(),
                    subscription.updated(),
                    new SubscriptionStatus(offset));
        }
    }

    private final Edge edge;

    public SubscriptionsResource(Edge edge) {
        this.edge = edge;
    }

    @GET
    @Route(
            id = "getSubscriptions",
            does = "Lists subscriptions",
            filter = "subscriptions",
            output = Subscription.class,
            list = true)
    public Object list(@PathParam("ns") String ns, @BeanParam ListInput input) {
        return edge.list(ns, RecordSets.SUBSCRIPTIONS, input);
    }

    @GET
    @Path("{subid}")
    @Route(id = "getSubscriptionByID", does = "Gets a subscription", output = SubscriptionWithStatus.class)
    public @Nullable Object get(
            @PathParam("ns") String ns,
            @PathParam("subid") @Doc("The id of the subscription") UUID id,
            @QueryParam("fetchstatus") @Doc("Adds how far the subscription has come") boolean fetchStatus) {
        Subscriptions subscriptions = edge.space(ns).subscriptions();
        Subscription subscription = subscriptions.find(id).orElse(null);
        return subscription == null || !fetchStatus
                ? subscription
                : SubscriptionWithStatus.of(
                        subscription, subscriptions.offset(id).orElse(0));
    }

    @POST
    @Route(
            id = "postNewSubscription",
            does = "Creates a subscription, by which an application gets events",
            output = Subscription.class,
            ok = 201,
            readOnly = {"id", "ephemeral", "created", "updated"})
    public Subscription create(Subscription draft, @PathParam("ns") String ns) {
        return edge.space(ns).subscriptions().create(draft);
    }

    @PUT
    @Route(
            id = "putSubscription",
            does = "Creates a subscription, or replaces the one of the same name",
            output = Subscription.class,
            readOnly = {"id", "ephemeral", "created", "updated"})
    public Subscription put(Subscription draft, @PathParam("ns") String ns) {
        return edge.space(ns).subscriptions().createOrUpdate(draft);
    }

    @DELETE
    @Path("{subid}")
    @Route(id = "deleteSubscription", does = "Deletes a subscription", ok = 204)
    public void delete(@PathParam("ns") String ns, @PathParam("subid") @Doc("The id of the subscription") UUID id) {
        edge.space(ns).subscriptions().delete(id);
    }
}
