package io.photinus.tools.bench.wire;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.photinus.tools.client.CannotGoOn;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/**
 * The one thread that does all input and output under load and keeps the time of it. What belongs to the load lives on this
 * thread alone, so nothing there needs a lock, and no message costs a switch between threads.
 */
public final class Wire implements Clock, AutoCloseable {
    private static final int CONNECT_MILLIS = 10_000;
    private static final long LIMIT_SECONDS = 30;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("photinus-bench-wire", true), NioIoHandler.newFactory());
    private final EventLoop loop = group.next();

    @Override
    public long now() {
        return System.nanoTime();
    }

    @Override
    public void after(long nanos, Runnable what) {
        var unused = loop.schedule(what, nanos, TimeUnit.NANOSECONDS);
    }

    /** Runs on the wire's thread and waits for it; for all other threads. */
    public void run(Runnable what) {
        call(() -> {
            what.run();
            return true;
        });
    }

    /** Asks on the wire's thread and waits for the answer; for all other threads. */
    public <T> T call(Callable<T> what) {
        try {
            return loop.submit(what).get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotGoOn("interrupted", interrupted);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof CannotGoOn known
                    ? known
                    : new CannotGoOn("" + failed.getCause(), failed);
        } catch (TimeoutException stuck) {
            throw new CannotGoOn("The driver itself is stuck", stuck);
        }
    }

    /** Opens a connection; the initializer adds what reads and writes on it. */
    ChannelFuture connect(URI node, Consumer<Channel> initializer) {
        boolean secure = "https".equals(node.getScheme());
        int port = port(node);
        SslContext security = secure ? security() : null;
        return new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (security != null) {
                            channel.pipeline().addLast(security.newHandler(channel.alloc(), node.getHost(), port));
                        }
                        initializer.accept(channel);
                    }
                })
                .connect(node.getHost(), port);
    }

    private static int port(URI node) {
        if (node.getPort() >= 0) {
            return node.getPort();
        }
        return "https".equals(node.getScheme()) ? 443 : 80;
    }

    private static SslContext security() {
        try {
            return SslContextBuilder.forClient().build();
        } catch (SSLException broken) {
            throw new CannotGoOn("TLS cannot be used: " + broken.getMessage(), broken);
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(6, TimeUnit.SECONDS);
    }
}
