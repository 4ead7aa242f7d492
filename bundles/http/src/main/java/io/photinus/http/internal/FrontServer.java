package io.photinus.http.internal;

import io.photinus.http.PlainPage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.BlockingArrayQueue;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connector: a Jetty server with one port, its threads and the handler chain. Its threads are named
 * {@code photinus-http-<name>-<n>}.
 */
final class FrontServer {

    private static final Logger LOG = LoggerFactory.getLogger(FrontServer.class);
    private static final int HEADER_BYTES = 32 << 10;
    private static final int MAX_JOBS = 16_384;
    private static final int IDLE_THREAD_MILLIS = 60_000;
    static final int GOING_AWAY = 1001;

    private final Settings settings;
    private final Server server;
    private final ServerConnector connector;
    private final Holding holding;
    private final ServletRoutes servlets;
    private final SocketRoutes sockets;
    private final SocketUpgrade upgrade;
    private final Map<String, PlainPage> pages = new ConcurrentHashMap<>();
    private final List<ExpressRoute> lanes = new CopyOnWriteArrayList<>();

    FrontServer(Settings settings) {
        this.settings = settings;
        server = new Server(threads(settings));
        var scheduler = new ScheduledExecutorScheduler("photinus-http-" + settings.name() + "-timer", true);
        connector = new ServerConnector(server, null, scheduler, null, 1, 1, new HttpConnectionFactory(protocol()));
        connector.setHost(settings.address());
        connector.setPort(settings.port());
        connector.setAcceptQueueSize(settings.acceptQueue());
        connector.setIdleTimeout(settings.requestTimeout().toMillis());
        server.addConnector(connector);
        holding = new Holding(settings.holdTimeout(), settings.maxHeld());
        servlets = new ServletRoutes(server, settings.drainTimeout(), holding::release);
        sockets = new SocketRoutes(holding::release);
        upgrade = new SocketUpgrade(settings, scheduler, server.getThreadPool());
        server.setHandler(new FrontHandler(settings, pages, lanes, servlets, sockets, upgrade, holding));
        server.setErrorHandler(new JsonErrors());
        server.setStopTimeout(0);
    }

    ServletRoutes servlets() {
        return servlets;
    }

    SocketRoutes sockets() {
        return sockets;
    }

    Map<String, PlainPage> pages() {
        return pages;
    }

    List<ExpressRoute> lanes() {
        return lanes;
    }

    int port() {
        return connector.getLocalPort();
    }

    void start() throws Exception {
        upgrade.start();
        server.start();
        LOG.atInfo()
                .addKeyValue("connector", settings.name())
                .addKeyValue("address", settings.address())
                .addKeyValue("port", port())
                .log("listening");
    }

    /** Takes no more connections, answers what waits, then lets {@code routesOut} take out routes, then ends. */
    void stop(Runnable routesOut) throws Exception {
        connector.shutdown();
        holding.close();
        routesOut.run();
        upgrade.stop();
        server.stop();
    }

    private static QueuedThreadPool threads(Settings settings) {
        BlockingQueue<Runnable> jobs = new BlockingArrayQueue<>(256, 256, MAX_JOBS);
        int least = Math.min(8, settings.maxThreads());
        var threads = new QueuedThreadPool(settings.maxThreads(), least, IDLE_THREAD_MILLIS, jobs);
        threads.setName("photinus-http-" + settings.name());
        threads.setDaemon(true);
        return threads;
    }

    private static HttpConfiguration protocol() {
        var protocol = new HttpConfiguration();
        protocol.setSendServerVersion(false);
        protocol.setSendXPoweredBy(false);
        protocol.setRequestHeaderSize(HEADER_BYTES);
        protocol.setRelativeRedirectAllowed(true);
        return protocol;
    }
}
