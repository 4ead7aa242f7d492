package io.photinus.http.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.servlet.Servlet;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.ListenerHook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.http.context.ServletContextHelper;
import org.osgi.service.http.runtime.HttpServiceRuntime;
import org.osgi.service.http.runtime.HttpServiceRuntimeConstants;
import org.osgi.service.http.whiteboard.HttpWhiteboardConstants;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the servlets that the JAX-RS whiteboard registers and gives each to its connector once it is whole.
 *
 * <p>Whole: the whiteboard registers a servlet first and builds what is behind it afterwards; in between it answers
 * 404. When it is done it counts up the change count of its runtime service, on the same thread. That is the sign
 * waited for here, so this component has to be there before the whiteboard starts, which is why it registers the runtime
 * that the whiteboard waits for, and why it outlives every reconfiguration of a connector.
 *
 * <p>Leaving: the whiteboard takes down what is behind a servlet first and unregisters it afterwards. So requests are
 * let out already when the Application is about to go, in a hook that the framework calls before any listener.
 */
@Component(service = Whiteboard.class, immediate = true)
public final class Whiteboard implements EventListenerHook {

    private static final Logger LOG = LoggerFactory.getLogger(Whiteboard.class);
    private static final String JAXRS_RUNTIME = "(objectClass=org.osgi.service.jaxrs.runtime.JaxrsServiceRuntime)";
    private static final String APPLICATION = "javax.ws.rs.core.Application";
    private static final String CHANGE_COUNT = "service.changecount";

    private final BundleContext context;
    private final ServiceTracker<Servlet, WhiteboardServlet> servlets;
    private final Map<String, ServletRoutes> connectors = new HashMap<>();
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    @Activate
    public Whiteboard(BundleContext context) {
        this.context = context;
        this.servlets = new Servlets(context);
    }

    @Activate
    void start() throws InvalidSyntaxException {
        context.addServiceListener(this::runtimeChanged, JAXRS_RUNTIME);
        servlets.open();
        registrations.add(context.registerService(EventListenerHook.class, this, null));
        // Names no port: that is what the service HttpConnector is for.
        registrations.add(context.registerService(
                HttpServiceRuntime.class,
                new EmptyHttpRuntime(),
                FrameworkUtil.asDictionary(Map.of(HttpServiceRuntimeConstants.HTTP_SERVICE_ENDPOINT, "/"))));
    }

    @Deactivate
    void stop() {
        registrations.forEach(ServiceRegistration::unregister);
        servlets.close();
    }

    /** From now on the whole servlets of this connector go to these routes. */
    void connect(String connector, ServletRoutes routes) {
        synchronized (connectors) {
            connectors.put(connector, routes);
        }
        for (WhiteboardServlet servlet : servlets.getTracked().values()) {
            attach(servlet);
        }
    }

    /** Takes the servlets of this connector out of its routes; running requests get their time. */
    void disconnect(String connector) {
        synchronized (connectors) {
            connectors.remove(connector);
        }
        for (WhiteboardServlet servlet : servlets.getTracked().values()) {
            if (servlet.connector().equals(connector)) {
                servlet.detach();
            }
        }
    }

    private void attach(WhiteboardServlet servlet) {
        ServletRoutes routes;
        synchronized (connectors) {
            routes = connectors.get(servlet.connector());
        }
        if (routes != null) {
            servlet.attach(routes);
        }
    }

    @Override
    public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerHook.ListenerInfo>> listeners) {
        ServiceReference<?> going = event.getServiceReference();
        if (event.getType() == ServiceEvent.UNREGISTERING && isApplication(going)) {
            for (WhiteboardServlet servlet : servlets.getTracked().values()) {
                if (servlet.belongsTo(going)) {
                    servlet.leave();
                }
            }
        }
    }

    private static boolean isApplication(ServiceReference<?> reference) {
        return reference.getProperty(Constants.OBJECTCLASS) instanceof String[] names
                && List.of(names).contains(APPLICATION);
    }

    private void runtimeChanged(ServiceEvent event) {
        ServiceReference<?> changed = event.getServiceReference();
        if (event.getType() != ServiceEvent.MODIFIED || changed.getProperty(CHANGE_COUNT) == null) {
            return;
        }
        for (WhiteboardServlet servlet : servlets.getTracked().values()) {
            if (servlet.completedBy(changed)) {
                attach(servlet);
            }
        }
    }

    private final class Servlets extends ServiceTracker<Servlet, WhiteboardServlet> {

        Servlets(BundleContext context) {
            super(context, Servlet.class, null);
        }

        @Override
        public @Nullable WhiteboardServlet addingService(ServiceReference<Servlet> reference) {
            String path = contextPath(reference);
            return path == null ? null : new WhiteboardServlet(context, reference, path);
        }

        @Override
        public void modifiedService(ServiceReference<Servlet> reference, WhiteboardServlet servlet) {
            // Neither path nor connector of a registered servlet changes.
        }

        @Override
        public void removedService(ServiceReference<Servlet> reference, WhiteboardServlet servlet) {
            servlet.leave();
        }

        /** Path of the context that a servlet selects; null for the default context, which is not served. */
        private @Nullable String contextPath(ServiceReference<Servlet> reference) {
            Object select = reference.getProperty(HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_SELECT);
            if (select instanceof String filter) {
                for (ServiceReference<ServletContextHelper> helper : contexts(filter)) {
                    Object path = helper.getProperty(HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_PATH);
                    if (path instanceof String text && text.length() > 1) {
                        return text;
                    }
                }
            }
            return null;
        }

        private Collection<ServiceReference<ServletContextHelper>> contexts(String filter) {
            try {
                return context.getServiceReferences(ServletContextHelper.class, filter);
            } catch (InvalidSyntaxException e) {
                LOG.atWarn().setCause(e).log("servlet with a context filter that cannot be read");
                return List.of();
            }
        }
    }
}
