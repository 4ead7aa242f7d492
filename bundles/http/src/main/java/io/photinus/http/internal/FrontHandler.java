package io.photinus.http.internal;

import io.photinus.http.PlainPage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.servlet.DispatcherType;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.jspecify.annotations.Nullable;

/**
 * The way of every request of one connector: cross-origin policy, canonical path, size of the body, liveness, express lane,
 * socket, servlet, waiting room, 404.
 */
final class FrontHandler extends AbstractHandler {

    private final Settings settings;
    private final BodyLimit bodyLimit;
    private final Map<String, PlainPage> pages;
    private final List<ExpressRoute> lanes;
    private final ServletRoutes servlets;
    private final SocketRoutes sockets;
    private final SocketUpgrade upgrade;
    private final Holding holding;

    FrontHandler(
            Settings settings,
            Map<String, PlainPage> pages,
            List<ExpressRoute> lanes,
            ServletRoutes servlets,
            SocketRoutes sockets,
            SocketUpgrade upgrade,
            Holding holding) {
        this.settings = settings;
        this.bodyLimit = new BodyLimit(settings.maxBodyBytes());
        this.pages = pages;
        this.lanes = lanes;
        this.servlets = servlets;
        this.sockets = sockets;
        this.upgrade = upgrade;
        this.holding = holding;
    }

    @Override
    public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        base.setHandled(true);
        if (base.getDispatcherType() == DispatcherType.ASYNC) {
            if (!ServletRoute.resumes(target, base)) {
                route(target, base, CanonicalPath.of(base.getRequestURI()).clean());
            }
            return;
        }
        if (settings.cors().answers(base, base.getResponse())) {
            return;
        }
        CanonicalPath path = path(base);
        if (path == null || redirects(base, path) || bodyLimit.refuses(base)) {
            return;
        }
        encode(base, path);
        if (settings.answersLiveness() && path.clean().equals("/livez")) {
            return;
        }
        PlainPage page = pages.get(path.clean());
        if (page != null && "GET".equals(base.getMethod())) {
            Answers.page(base.getResponse(), page);
            return;
        }
        for (ExpressRoute lane : lanes) {
            if (lane.serve(base, path.clean())) {
                return;
            }
        }
        route(target, base, path.clean());
    }

    private void route(String target, Request request, String path) throws IOException, ServletException {
        boolean wantsSocket = "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
        SocketRoutes.@Nullable Match socket = sockets.match(path);
        if (socket != null) {
            if (wantsSocket) {
                upgrade.accept(socket, request);
            } else {
                Answers.error(request.getResponse(), HttpServletResponse.SC_BAD_REQUEST, "Not a WebSocket handshake");
            }
            return;
        }
        if (wantsSocket && sockets.isEmpty() && settings.expectsSocket(path)) {
            holding.hold(request, "what serves sockets at " + path);
            // What arrived between the look-up and the parking would have released nobody.
            if (!sockets.isEmpty()) {
                holding.release();
            }
            return;
        }
        ServletRoute servlet = servlets.enter(path);
        if (servlet != null) {
            servlet.serve(target, request);
        } else if (isAwaited(path)) {
            holding.hold(request, "what serves " + path);
            if (servlets.covers(path)) {
                holding.release();
            }
        } else {
            Answers.notFound(request.getResponse());
        }
    }

    /** Awaited is what lies below an expected path of which, right now, nothing at all is served. */
    private boolean isAwaited(String path) {
        return settings.holdPaths().stream()
                .anyMatch(prefix -> Settings.covers(prefix, path) && !servlets.servesBelow(prefix));
    }

    private static @Nullable CanonicalPath path(Request request) throws IOException {
        String raw = request.getRequestURI();
        if (raw == null || !raw.startsWith("/")) {
            Answers.notFound(request.getResponse());
            return null;
        }
        try {
            return CanonicalPath.of(raw);
        } catch (IllegalArgumentException e) {
            Answers.error(request.getResponse(), HttpServletResponse.SC_BAD_REQUEST, "Invalid path");
            return null;
        }
    }

    /** Characters that clients send raw are escaped here, since what stands behind may refuse them. */
    private static void encode(Request request, CanonicalPath path) {
        String encoded = path.encoded();
        if (!encoded.equals(request.getRequestURI())) {
            String query = request.getQueryString();
            request.setURIPathQuery(query == null ? encoded : encoded + "?" + query);
        }
    }

    private static boolean redirects(Request request, CanonicalPath path) {
        if (path.isCanonical()) {
            return false;
        }
        String query = request.getQueryString();
        Response response = request.getResponse();
        response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
        response.setHeader("Location", path.encoded() + (query == null ? "" : "?" + query));
        return true;
    }
}
