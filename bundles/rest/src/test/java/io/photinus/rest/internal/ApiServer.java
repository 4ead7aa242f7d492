package io.photinus.rest.internal;

import io.photinus.http.HttpConnector;
import io.photinus.rest.internal.resources.Edge;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.cxf.jaxrs.servlet.CXFNonSpringJaxrsServlet;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpOutput;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.HandlerWrapper;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.eclipse.jetty.util.Callback;

/** The application on the same runtime and server as in the container, on a free port. */
final class ApiServer implements AutoCloseable {
    final FakeNode node = new FakeNode();
    private final Edge edge;
    private final Server server = new Server(new InetSocketAddress("127.0.0.1", 0));

    ApiServer(Settings settings, Object... moreResources) throws Exception {
        edge = new Edge(node, settings);
        RestApplication application = new RestApplication(settings, node, edge, List.of(moreResources));
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath("/api");
        ServletHolder servlet = new ServletHolder(new CXFNonSpringJaxrsServlet(application));
        servlet.setAsyncSupported(true);
        context.addServlet(servlet, "/*");
        server.setHandler(new FrontDoor(context));
        server.start();
    }

    int port() {
        return server.getURI().getPort();
    }

    /** Sends a request as it stands; {@code headers} are whole lines. */
    Reply send(String method, String target, String body, String... headers) throws Exception {
        return Reply.of(port(), method, target, body, headers);
    }

    Reply get(String target) throws Exception {
        return send("GET", target, "");
    }

    Reply json(String method, String target, String body) throws Exception {
        return send(method, target, body, "Content-Type: application/json");
    }

    @Override
    public void close() throws Exception {
        server.stop();
        edge.close();
    }

    /** Offers what the front door offers. */
    private static final class FrontDoor extends HandlerWrapper {
        FrontDoor(Handler next) {
            setHandler(next);
        }

        @Override
        public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            Runnable cut = () -> {
                base.getResponse().getHttpOutput().setInterceptor(new Swallowing());
                base.getHttpChannel().abort(new EofException("cut"));
            };
            base.setAttribute(HttpConnector.CUT, cut);
            super.handle(target, base, request, response);
        }
    }

    private static final class Swallowing implements HttpOutput.Interceptor {
        @Override
        public void write(ByteBuffer content, boolean last, Callback callback) {
            content.position(content.limit());
            callback.succeeded();
        }

        @Override
        public HttpOutput.Interceptor getNextInterceptor() {
            return null;
        }

        @Override
        public boolean isOptimizedForDirectBuffers() {
            return false;
        }
    }
}
