package io.photinus.tools.bench.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keep-alive connections to one node, each with one request at a time; what finds none free waits in order. Only for the
 * wire's thread.
 */
public final class HttpPool {
    /** More than this is no measurement any more. */
    private static final int MOST_WAITING = 1_000_000;

    private static final int MOST_TEXT = 400;

    /** A request and what becomes of it. */
    public interface Exchange {
        /** The whole request; asked for when it leaves, so that what waits costs no memory. */
        ByteBuf request(ByteBufAllocator memory);

        /**
         * Called once.
         *
         * @param status 0 when there was no answer
         * @param text why there was none, or the beginning of an answer that is no success
         */
        void answered(int status, String text);
    }

    private final Wire wire;
    private final URI node;
    private final int limit;
    private final Set<Connection> open = new HashSet<>();
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final Queue<Exchange> waiting = new ArrayDeque<>();
    private int opening;
    private boolean closed;
    private @Nullable String problem;

    /** @param limit most connections; they are opened when they are first needed */
    public HttpPool(Wire wire, URI node, int limit) {
        this.wire = wire;
        this.node = node;
        this.limit = limit;
    }

    public void send(Exchange exchange) {
        // The one used last: few connections stay busy, and none is used that the node is about to close as idle.
        Connection free = idle.pollLast();
        if (free != null) {
            free.send(exchange);
            return;
        }
        waiting.add(exchange);
        if (waiting.size() > MOST_WAITING) {
            problem = "more than " + MOST_WAITING + " requests wait for a connection to " + node;
        }
        if (open.size() + opening < limit) {
            connect();
        }
    }

    /** Why there can be no measurement any more, or null. */
    public @Nullable String problem() {
        return problem;
    }

    private void connect() {
        opening++;
        Connection connection = new Connection();
        wire.connect(node, channel -> channel.pipeline().addLast(new HttpResponseDecoder(), connection))
                .addListener(done -> {
                    opening--;
                    if (!done.isSuccess()) {
                        problem =
                                "no connection to " + node + ": " + done.cause().getMessage();
                    }
                });
    }

    public void close() {
        closed = true;
        Set.copyOf(open).forEach(Connection::close);
    }

    private final class Connection extends SimpleChannelInboundHandler<HttpObject> {
        private @Nullable Channel channel;
        private @Nullable Exchange current;
        private int status;
        private boolean again;
        private final StringBuilder text = new StringBuilder();

        @Override
        public void channelActive(ChannelHandlerContext context) {
            channel = context.channel();
            open.add(this);
            next();
        }

        private void next() {
            Exchange exchange = waiting.poll();
            if (exchange == null) {
                idle.addLast(this);
            } else {
                send(exchange);
            }
        }

        void send(Exchange exchange) {
            if (channel != null) {
                current = exchange;
                var unused = channel.writeAndFlush(exchange.request(channel.alloc()));
            }
        }

        void close() {
            if (channel != null) {
                var unused = channel.close();
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
            if (part instanceof HttpResponse response) {
                status = response.status().code();
                again = HttpUtil.isKeepAlive(response);
            }
            if (part instanceof HttpContent content) {
                if (status >= 300 && text.length() < MOST_TEXT) {
                    text.append(content.content().toString(StandardCharsets.UTF_8));
                }
                if (content instanceof LastHttpContent) {
                    answered(context);
                }
            }
        }

        private void answered(ChannelHandlerContext context) {
            Exchange done = current;
            current = null;
            if (again) {
                next();
            } else {
                context.close();
            }
            String told = text.isEmpty()
                    ? ""
                    : text.substring(0, Math.min(MOST_TEXT, text.length())).strip();
            text.setLength(0);
            if (done != null) {
                done.answered(status, told);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            open.remove(this);
            idle.remove(this);
            Exchange lost = current;
            current = null;
            if (!closed && !waiting.isEmpty()) {
                connect();
            }
            if (lost != null) {
                lost.answered(0, "the connection was closed");
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
