package io.photinus.http.internal;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.servlet.Servlet;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The servlets of one connector, each alone in a context of its own. */
final class ServletRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(ServletRoutes.class);

    private final Server server;
    private final Runnable arrival;
    private final Duration drainTimeout;
    private final CopyOnWriteArrayList<ServletRoute> routes = new CopyOnWriteArrayList<>();

    ServletRoutes(Server server, Duration drainTimeout, Runnable arrival) {
        this.server = server;
        this.drainTimeout = drainTimeout;
        this.arrival = arrival;
    }

    /** Starts a servlet and lets in the requests that wait for it. A newer route of the same path wins. */
    ServletRoute add(String contextPath, Servlet servlet, Map<String, String> initParameters) {
        var holder = new ServletHolder(servlet);
        holder.setInitParameters(initParameters);
        holder.setAsyncSupported(true);
        holder.setInitOrder(0);
        var handler = new ServletContextHandler(ServletContextHandler.NO_SESSIONS | ServletContextHandler.NO_SECURITY);
        handler.setContextPath(contextPath);
        handler.setAllowNullPathInfo(true);
        handler.setErrorHandler(new JsonErrors());
        handler.addServlet(holder, "/*");
        handler.setServer(server);
        start(handler);
        var route = new ServletRoute(contextPath, handler);
        routes.add(0, route);
        arrival.run();
        return route;
    }

    /** Takes a route out and stops its servlet when the requests inside are done, or when they were given their time. */
    void remove(ServletRoute route) {
        routes.remove(route);
        int abandoned = route.drain(drainTimeout);
        if (abandoned > 0) {
            LOG.atWarn()
                    .addKeyValue("path", route.path())
                    .addKeyValue("requests", abandoned)
                    .log("servlet goes away under running requests");
        }
        stop(route.handler());
    }

    /** Finds the route with the longest path that covers this one and enters it; null if there is none. */
    @Nullable
    ServletRoute enter(String path) {
        ServletRoute best = null;
        for (ServletRoute route : routes) {
            if (Settings.covers(route.path(), path)
                    && (best == null || route.path().length() > best.path().length())) {
                best = route;
            }
        }
        return best != null && best.enter() ? best : null;
    }

    /** Whether anything is served at this path or below it. */
    boolean servesBelow(String prefix) {
        return routes.stream().anyMatch(route -> Settings.covers(prefix, route.path()));
    }

    boolean covers(String path) {
        return routes.stream().anyMatch(route -> Settings.covers(route.path(), path));
    }

    private static void start(ServletContextHandler handler) {
        try {
            handler.start();
        } catch (Exception e) {
            throw new IllegalStateException("servlet at " + handler.getContextPath() + " does not start", e);
        }
    }

    private static void stop(ServletContextHandler handler) {
        try {
            handler.stop();
        } catch (Exception e) {
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("path", handler.getContextPath())
                    .log("servlet does not stop");
        }
    }
}
