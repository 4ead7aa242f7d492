package io.photinus.http.internal;

import io.photinus.http.HttpConnector;
import java.io.IOException;
import java.time.Duration;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.ServletException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.servlet.ServletContextHandler;

/** One servlet below its context path, with the number of requests that are inside. */
final class ServletRoute {

    private static final String INSIDE = ServletRoute.class.getName();

    private final String path;
    private final ServletContextHandler handler;
    private final Inside inside = new Inside();

    ServletRoute(String path, ServletContextHandler handler) {
        this.path = path;
        this.handler = handler;
    }

    String path() {
        return path;
    }

    ServletContextHandler handler() {
        return handler;
    }

    /** Counts a request in, unless this route is on its way out. Every true is followed by one {@link #serve}. */
    boolean enter() {
        return inside.enter();
    }

    /** Runs a request that has entered; it counts as inside until its asynchronous part has ended too. */
    void serve(String target, Request request) throws IOException, ServletException {
        request.setAttribute(INSIDE, this);
        boolean async = false;
        try {
            handle(target, request);
            async = request.isAsyncStarted();
            if (async) {
                request.getAsyncContext().addListener(new Leaving());
            }
        } finally {
            if (!async) {
                inside.leave();
            }
        }
    }

    /** Goes on with a request that a servlet dispatched to itself; false if the request is not inside any route. */
    static boolean resumes(String target, Request request) throws IOException, ServletException {
        if (request.getAttribute(INSIDE) instanceof ServletRoute route) {
            route.handle(target, request);
            return true;
        }
        return false;
    }

    /** Lets nobody in any more and waits, for so long at most, until all are out; returns how many are still inside. */
    int drain(Duration most) {
        return inside.drain(most);
    }

    private void handle(String target, Request request) throws IOException, ServletException {
        request.setAttribute(HttpConnector.CUT, new Cut(request));
        request.setHandled(false); // or the context would do nothing
        handler.handle(target, request, request, BodyLimit.response(request));
        request.setHandled(true);
    }

    private final class Leaving implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            inside.leave();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // onComplete follows.
        }

        @Override
        public void onError(AsyncEvent event) {
            // onComplete follows.
        }
    }
}
