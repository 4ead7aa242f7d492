package io.photinus.http.internal;

import io.photinus.http.SocketEndpoint;
import java.util.HashMap;
import java.util.Map;
import javax.servlet.Servlet;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.osgi.service.http.whiteboard.HttpWhiteboardConstants;

/**
 * One registered servlet. It belongs to the connector that its service property {@code photinus.http.connector} names,
 * or to {@code api}; the JAX-RS whiteboard copies that property from the Application.
 */
final class WhiteboardServlet {

    private static final String DEFAULT_CONNECTOR = "api";

    private final ServiceReference<Servlet> reference;
    private final ServiceObjects<Servlet> instances;
    private final String path;
    private final Thread registeredBy = Thread.currentThread();
    private boolean whole;
    private boolean gone;
    private @Nullable Attached attached;

    private record Attached(ServletRoutes routes, ServletRoute route, Servlet instance) {}

    WhiteboardServlet(BundleContext context, ServiceReference<Servlet> reference, String path) {
        this.reference = reference;
        this.instances = context.getServiceObjects(reference);
        this.path = path;
    }

    String connector() {
        return reference.getProperty(SocketEndpoint.CONNECTOR) instanceof String name ? name : DEFAULT_CONNECTOR;
    }

    /** Whether this change of a whiteboard's runtime is the sign that this servlet, of the same bundle, is whole. */
    synchronized boolean completedBy(ServiceReference<?> runtime) {
        if (Thread.currentThread() == registeredBy && runtime.getBundle() == reference.getBundle()) {
            whole = true;
        }
        return whole;
    }

    /** Serves it, each time as a new instance; does nothing while it is not whole or if it is served already. */
    synchronized void attach(ServletRoutes routes) {
        if (!whole || gone || attached != null) {
            return;
        }
        Servlet instance = instances.getService();
        if (instance != null) {
            attached = new Attached(routes, routes.add(path, instance, initParameters()), instance);
        }
    }

    /** Returns when its requests are done or had their time. */
    void detach() {
        Attached was;
        synchronized (this) {
            was = attached;
            attached = null;
        }
        if (was != null) {
            was.routes().remove(was.route());
            instances.ungetService(was.instance());
        }
    }

    /** Takes it out for good. Returns when its requests are done or had their time. */
    void leave() {
        synchronized (this) {
            gone = true;
        }
        detach();
    }

    /** Whether it was made for this Application. */
    boolean belongsTo(ServiceReference<?> application) {
        Object original = reference.getProperty("original.service.id");
        return original != null && original.equals(application.getProperty(Constants.SERVICE_ID));
    }

    private Map<String, String> initParameters() {
        String prefix = HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_INIT_PARAM_PREFIX;
        Map<String, String> found = new HashMap<>();
        for (String key : reference.getPropertyKeys()) {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), String.valueOf(reference.getProperty(key)));
            }
        }
        return found;
    }
}
