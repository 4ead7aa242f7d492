package io.photinus.http.internal;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.io.MappedByteBufferPool;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.api.WebSocketPolicy;
import org.eclipse.jetty.websocket.server.WebSocketServerFactory;

/** The permanent upgrade handler: any origin, no subprotocol, no extension, pings answered, no idle limit. */
final class SocketUpgrade {

    private static final long CLOSE_SECONDS = 5;

    private final WebSocketServerFactory factory;
    private final Scheduler scheduler;
    private final long maxQueuedBytes;

    SocketUpgrade(Settings settings, Scheduler scheduler, Executor threads) {
        this.scheduler = scheduler;
        this.maxQueuedBytes = settings.maxQueuedBytes();
        WebSocketPolicy policy = WebSocketPolicy.newServerPolicy();
        policy.setMaxTextMessageSize(settings.maxFrameBytes());
        policy.setMaxBinaryMessageSize(settings.maxFrameBytes());
        // Clients that only listen are silent for hours; a connection that broke is noticed when something is sent.
        policy.setIdleTimeout(0);
        // The public constructors would bring 200 threads of their own.
        factory = new WebSocketServerFactory(policy, threads, new MappedByteBufferPool()) {};
    }

    void start() throws Exception {
        factory.start();
    }

    void stop() throws Exception {
        factory.stop();
    }

    void accept(SocketRoutes.Match match, Request request) throws IOException {
        HttpServletResponse response = request.getResponse();
        var handshake = Handshake.of(request, match.pathParameters());
        boolean accepted = factory.isUpgradeRequest(request, response)
                && factory.acceptWebSocket(
                        (upgrade, answer) -> {
                            answer.setExtensions(List.of());
                            return new Socket(handshake, match.route(), maxQueuedBytes, this::cutOff);
                        },
                        request,
                        response);
        if (!accepted && !response.isCommitted()) {
            Answers.error(response, HttpServletResponse.SC_BAD_REQUEST, "Not a WebSocket handshake");
        }
    }

    /** Ends a connection whose client does not answer the closing handshake. */
    private void cutOff(Runnable disconnect) {
        scheduler.schedule(disconnect, CLOSE_SECONDS, TimeUnit.SECONDS);
    }
}
