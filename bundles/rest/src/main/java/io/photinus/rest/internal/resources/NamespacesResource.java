package io.photinus.rest.internal.resources;

import io.photinus.api.NamespaceSummary;
import io.photinus.rest.internal.routing.Doc;
import io.photinus.rest.internal.routing.Route;
import io.photinus.types.Namespace;
import io.photinus.types.json.Opt;
import java.time.Instant;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** Namespaces of the node (api 3.1, rows 1 and 2). */
@Path("v1/namespaces")
public final class NamespacesResource {
    /** A namespace and, while it does not serve, why. */
    public record NamespaceWithInitStatus(
            String name,
            String networkName,
            String description,
            @Nullable Instant created,
            @Opt boolean initializing,
            @Opt @Nullable String initializationError) {

        static NamespaceWithInitStatus of(NamespaceSummary summary) {
            Namespace namespace = summary.namespace();
            boolean started = started(summary);
            return new NamespaceWithInitStatus(
                    namespace.name(),
                    namespace.networkName(),
                    namespace.description(),
                    namespace.created(),
                    !started,
                    started ? null : summary.problem());
        }
    }

    private final Edge edge;

    public NamespacesResource(Edge edge) {
        this.edge = edge;
    }

    private static boolean started(NamespaceSummary summary) {
        return summary.state() == NamespaceSummary.State.STARTED;
    }

    @GET
    @Route(
            id = "getNamespaces",
            does = "Lists the namespaces of this node",
            output = NamespaceWithInitStatus.class,
            list = true)
    public List<NamespaceWithInitStatus> list(
            @QueryParam("includeinitializing") @Doc("Also lists namespaces that do not serve yet, with the reason")
                    boolean includeInitializing) {
        return edge.node().namespaces().stream()
                .filter(summary -> includeInitializing || started(summary))
                .map(NamespaceWithInitStatus::of)
                .toList();
    }

    @GET
    @Path("{ns}")
    @Route(id = "getNamespace", does = "Gets a namespace", output = Namespace.class)
    public @Nullable Namespace get(@PathParam("ns") String ns) {
        // Throws for a namespace that is unknown or does not serve.
        edge.space(ns);
        return edge.node().namespaces().stream()
                .map(NamespaceSummary::namespace)
                .filter(namespace -> namespace.name().equals(ns))
                .findFirst()
                .orElse(null);
    }
}
