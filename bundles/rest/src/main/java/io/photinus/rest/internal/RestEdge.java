package io.photinus.rest.internal;

import io.photinus.api.Node;
import io.photinus.http.ExpressLane;
import io.photinus.http.SocketEndpoint;
import io.photinus.rest.internal.resources.BroadcastLane;
import io.photinus.rest.internal.resources.Edge;
import java.util.List;
import java.util.Map;
import javax.ws.rs.core.Application;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.JaxrsWhiteboardConstants;
import org.osgi.service.jaxrs.whiteboard.annotations.RequireJaxrsWhiteboard;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Hands the REST API to the JAX-RS whiteboard while the node is there. The application is registered complete: made on demand
 * it could be asked for while its parts are still coming up, which the whiteboard reports as an error.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "io.photinus.rest",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@RequireJaxrsWhiteboard
@Designate(ocd = RestConfig.class)
public final class RestEdge {
    private final Edge edge;
    private final ServiceRegistration<Application> registration;
    private final ServiceRegistration<ExpressLane> lane;

    @Activate
    public RestEdge(BundleContext context, RestConfig config, @Reference Node node) {
        Settings settings = Settings.of(config);
        edge = new Edge(node, settings);
        registration = context.registerService(
                Application.class,
                new RestApplication(settings, node, edge, List.of()),
                FrameworkUtil.asDictionary(Map.of(
                        JaxrsWhiteboardConstants.JAX_RS_APPLICATION_BASE, "/api",
                        JaxrsWhiteboardConstants.JAX_RS_NAME, "photinus")));
        lane = context.registerService(
                ExpressLane.class,
                new BroadcastLane(edge, RestApplication.defaultNamespace(settings, node)),
                FrameworkUtil.asDictionary(Map.of(SocketEndpoint.CONNECTOR, "api")));
    }

    @Deactivate
    void close() {
        lane.unregister();
        registration.unregister();
        edge.close();
    }
}
