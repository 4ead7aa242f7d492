package io.photinus.http.internal;

import io.photinus.http.SocketEndpoint;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Feeds socket endpoints into one connector. */
final class SocketTracking extends ServiceTracker<SocketEndpoint, SocketRoute> {

    private static final Logger LOG = LoggerFactory.getLogger(SocketTracking.class);
    private static final int SERVICE_RESTART = 1012;

    private final String connector;
    private final SocketRoutes routes;
    private volatile int code = SERVICE_RESTART;
    private volatile String reason = "service restart";

    SocketTracking(BundleContext context, String connector, SocketRoutes routes) {
        super(context, SocketEndpoint.class, null);
        this.connector = connector;
        this.routes = routes;
    }

    /** Ends the tracking; open sockets are told this code instead of the one of a swap. */
    void close(int code, String reason) {
        this.code = code;
        this.reason = reason;
        close();
    }

    @Override
    public @Nullable SocketRoute addingService(ServiceReference<SocketEndpoint> reference) {
        if (!connector.equals(reference.getProperty(SocketEndpoint.CONNECTOR))
                || !(reference.getProperty(SocketEndpoint.PATH) instanceof String path)) {
            return null;
        }
        SocketEndpoint endpoint = context.getService(reference);
        if (endpoint == null) {
            return null;
        }
        try {
            return routes.add(path, ranking(reference), endpoint);
        } catch (PatternSyntaxException e) {
            LOG.atWarn().setCause(e).addKeyValue("path", path).log("socket endpoint with a path that cannot be read");
            context.ungetService(reference);
            return null;
        }
    }

    @Override
    public void modifiedService(ServiceReference<SocketEndpoint> reference, SocketRoute route) {
        // Path and ranking are read once.
    }

    @Override
    public void removedService(ServiceReference<SocketEndpoint> reference, SocketRoute route) {
        routes.remove(route, code, reason);
        context.ungetService(reference);
    }

    private static int ranking(ServiceReference<?> reference) {
        return reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0;
    }
}
