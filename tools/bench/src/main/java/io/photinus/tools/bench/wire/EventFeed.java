package io.photinus.tools.bench.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.photinus.tools.client.CannotGoOn;
import io.photinus.types.json.Json;
import io.photinus.types.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One subscription on a WebSocket of its own. Each frame of events is handed over as text on the wire's thread, one after the
 * other, and acknowledged when it has been taken.
 */
public final class EventFeed implements AutoCloseable {
    private static final long LIMIT_SECONDS = 20;
    /** A batch of events that carry large values. */
    private static final int LARGEST = 256 * 1024 * 1024;

    private final String name;
    private final JsonObject start;
    private final Consumer<String> taker;
    private final AtomicReference<@Nullable String> problem = new AtomicReference<>();
    private final CompletableFuture<Channel> ready = new CompletableFuture<>();

    private EventFeed(String name, JsonObject start, Consumer<String> taker) {
        this.name = name;
        this.start = start;
        this.taker = taker;
    }

    /**
     * Connects and starts a subscription. There is no answer to a start that succeeds.
     *
     * @param start the fields of the start frame (api 8.3) besides the type
     */
    public static EventFeed open(Wire wire, URI node, JsonObject start, Consumer<String> taker) {
        EventFeed feed = new EventFeed(node.toString(), start.with("type", "start"), taker);
        URI address = URI.create(node.toString().replaceFirst("^http", "ws") + "/ws");
        WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(address)
                .version(WebSocketVersion.V13)
                .maxFramePayloadLength(LARGEST)
                .handleCloseFrames(false)
                .withUTF8Validator(false)
                .build();
        wire.connect(node, channel -> channel.pipeline()
                        .addLast(
                                new HttpClientCodec(),
                                new HttpObjectAggregator(64 * 1024),
                                new WebSocketClientProtocolHandler(config),
                                new WebSocketFrameAggregator(LARGEST),
                                feed.new Reader()))
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        feed.ready.completeExceptionally(done.cause());
                    }
                });
        feed.await();
        return feed;
    }

    private Channel await() {
        try {
            return ready.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotGoOn("interrupted", interrupted);
        } catch (ExecutionException | TimeoutException failed) {
            throw new CannotGoOn("No WebSocket could be opened to " + name + ": " + failed.getMessage(), failed);
        }
    }

    /** @throws CannotGoOn when the subscription was refused or has ended */
    public void requireHealthy() {
        String failed = problem.get();
        if (failed != null) {
            throw new CannotGoOn("The subscription at " + name + " failed: " + failed);
        }
    }

    /** When this returns, nothing is handed over any more. */
    @Override
    public void close() {
        problem.compareAndSet(null, "closed here");
        ready.getNow(null).close().awaitUninterruptibly(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private final class Reader extends SimpleChannelInboundHandler<WebSocketFrame> {
        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                context.writeAndFlush(new TextWebSocketFrame(Json.write(start)));
                ready.complete(context.channel());
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            if (frame instanceof CloseWebSocketFrame end) {
                problem.compareAndSet(null, "closed with " + end.statusCode() + " " + end.reasonText());
            } else if (frame instanceof TextWebSocketFrame text && problem.get() == null) {
                take(context, text.content().toString(StandardCharsets.UTF_8));
            }
        }

        private void take(ChannelHandlerContext context, String frame) {
            String error = Frames.error(frame);
            if (!error.isEmpty()) {
                problem.compareAndSet(null, error);
                return;
            }
            taker.accept(frame);
            context.writeAndFlush(new TextWebSocketFrame("{\"type\":\"ack\",\"id\":\"" + Frames.id(frame) + "\"}"));
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            problem.compareAndSet(null, "the connection was closed");
            ready.completeExceptionally(new CannotGoOn("the connection was closed"));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            problem.compareAndSet(null, cause.toString());
            ready.completeExceptionally(cause);
            context.close();
        }
    }
}
