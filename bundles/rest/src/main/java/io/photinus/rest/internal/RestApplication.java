package io.photinus.rest.internal;

import io.photinus.api.Node;
import io.photinus.rest.internal.openapi.NamespaceDocumentResource;
import io.photinus.rest.internal.openapi.OpenApi;
import io.photinus.rest.internal.openapi.WholeDocumentResource;
import io.photinus.rest.internal.resources.BatchesResource;
import io.photinus.rest.internal.resources.BlockchainEventsResource;
import io.photinus.rest.internal.resources.DataResource;
import io.photinus.rest.internal.resources.DatatypesResource;
import io.photinus.rest.internal.resources.Edge;
import io.photinus.rest.internal.resources.EventsResource;
import io.photinus.rest.internal.resources.IdentitiesResource;
import io.photinus.rest.internal.resources.MessagesResource;
import io.photinus.rest.internal.resources.NamespacesResource;
import io.photinus.rest.internal.resources.NetworkResource;
import io.photinus.rest.internal.resources.OperationsResource;
import io.photinus.rest.internal.resources.PinsResource;
import io.photinus.rest.internal.resources.StatusResource;
import io.photinus.rest.internal.resources.SubscriptionsResource;
import io.photinus.rest.internal.resources.TransactionsResource;
import io.photinus.rest.internal.resources.VerifiersResource;
import io.photinus.rest.internal.routing.OutcomeFilter;
import io.photinus.rest.internal.routing.RouteTable;
import io.photinus.rest.internal.routing.RoutingFilter;
import io.photinus.rest.internal.wire.JsonWriter;
import io.photinus.rest.internal.wire.Parameters;
import io.photinus.rest.internal.wire.Problems;
import io.photinus.rest.internal.wire.RecordReader;
import io.photinus.rest.internal.wire.StreamWriter;
import io.photinus.rest.internal.wire.WebProblems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.ws.rs.core.Application;

/** The REST API: every resource, filter and converter in one application, so that it appears and goes as a whole. */
public final class RestApplication extends Application {
    private final Set<Object> singletons;

    RestApplication(Settings settings, Node node, Edge edge, Collection<?> moreResources) {
        List<Object> resources = new ArrayList<>(resources(edge));
        resources.addAll(moreResources);
        OpenApi documents = new OpenApi(RouteTable.of(resources), settings.defaultLimit());
        resources.add(new WholeDocumentResource(documents, settings.publicUrl()));
        resources.add(new NamespaceDocumentResource(documents, settings.publicUrl()));

        Supplier<String> defaultNamespace = defaultNamespace(settings, node);
        Problems problems = new Problems();
        Set<Object> all = new LinkedHashSet<>(resources);
        all.add(new RoutingFilter(RouteTable.of(resources), defaultNamespace));
        all.add(new OutcomeFilter());
        all.add(new RecordReader());
        all.add(new JsonWriter());
        all.add(new StreamWriter());
        all.add(new Parameters());
        all.add(problems);
        all.add(new WebProblems(problems));
        this.singletons = Collections.unmodifiableSet(all);
    }

    /** The namespace of addresses that name none. */
    static Supplier<String> defaultNamespace(Settings settings, Node node) {
        return settings.defaultNamespace().isEmpty() ? node::defaultNamespace : settings::defaultNamespace;
    }

    private static List<Object> resources(Edge edge) {
        return List.of(
                new NamespacesResource(edge),
                new StatusResource(edge),
                new MessagesResource(edge),
                new DataResource(edge),
                new DatatypesResource(edge),
                new BatchesResource(edge),
                new PinsResource(edge),
                new EventsResource(edge),
                new SubscriptionsResource(edge),
                new TransactionsResource(edge),
                new OperationsResource(edge),
                new BlockchainEventsResource(edge),
                new IdentitiesResource(edge),
                new NetworkResource(edge),
                new VerifiersResource(edge));
    }

    @Override
    public Set<Object> getSingletons() {
        return singletons;
    }
}
