package io.photinus.rest.internal;

import java.net.InetSocketAddress;
import java.util.List;
import org.apache.cxf.jaxrs.servlet.CXFNonSpringJaxrsServlet;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;

/** The application on the same runtime and server as in the container, on a free port. */
final class ApiServer implements AutoCloseable {
    final FakeNode node = new FakeNode();
    private final Server server = new Server(new InetSocketAddress("127.0.0.1", 0));

    ApiServer(Settings settings, Object... moreResources) throws Exception {
        RestApplication application = new RestApplication(settings, node, List.of(moreResources));
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath("/api");
        ServletHolder servlet = new ServletHolder(new CXFNonSpringJaxrsServlet(application));
        servlet.setAsyncSupported(true);
        context.addServlet(servlet, "/*");
        server.setHandler(context);
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
    }
}
