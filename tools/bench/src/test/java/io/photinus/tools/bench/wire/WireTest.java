package io.photinus.tools.bench.wire;

import com.sun.net.httpserver.HttpServer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.photinus.tools.client.CannotGoOn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WireTest {
    private static final long LIMIT = 20;

    private final Wire wire = new Wire();
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private URI node;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/good", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(202, 2);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.createContext("/bad", exchange -> {
            exchange.sendResponseHeaders(500, 0);
            exchange.getResponseBody().write("FF1: it is broken".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        node = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void end() {
        wire.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private HttpPool.Exchange get(String path) {
        return new HttpPool.Exchange() {
            @Override
            public ByteBuf request(ByteBufAllocator memory) {
                ByteBuf request = memory.buffer();
                request.writeCharSequence("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n", StandardCharsets.US_ASCII);
                return request;
            }

            @Override
            public void answered(int status, String text) {
                answers.add(status + " " + text);
            }
        };
    }

    private String answer() throws InterruptedException {
        return String.valueOf(answers.poll(LIMIT, TimeUnit.SECONDS));
    }

    @Test
    void answersEveryRequestOnceOverFewConnections() throws InterruptedException {
        HttpPool pool = new HttpPool(wire, node, 2);

        wire.run(() -> {
            for (int i = 0; i < 50; i++) {
                pool.send(get("/good"));
            }
        });

        for (int i = 0; i < 50; i++) {
            assertThat(answer()).isEqualTo("202 ");
        }
        wire.run(pool::close);
        assertThat(answers).isEmpty();
    }

    @Test
    void tellsWhatARefusalSays() throws InterruptedException {
        HttpPool pool = new HttpPool(wire, node, 1);

        wire.run(() -> pool.send(get("/bad")));

        assertThat(answer()).isEqualTo("500 FF1: it is broken");
    }

    @Test
    void tellsThatNobodyAnswers() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            node = URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
        HttpPool pool = new HttpPool(wire, node, 1);

        wire.run(() -> pool.send(get("/good")));

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT);
        while (!wire.call(() -> String.valueOf(pool.problem())).contains("no connection")) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    @Test
    void tellsThatAConnectionBroke() throws IOException, InterruptedException {
        AtomicInteger accepted = new AtomicInteger();
        CountDownLatch closed = new CountDownLatch(1);
        try (ServerSocket rude = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> {
                try (var socket = rude.accept()) {
                    accepted.incrementAndGet();
                    // The request has come; there will be no answer.
                    assertThat(socket.getInputStream().read()).isPositive();
                } catch (IOException failed) {
                    throw new IllegalStateException(failed);
                } finally {
                    closed.countDown();
                }
            });
            HttpPool pool = new HttpPool(wire, URI.create("http://127.0.0.1:" + rude.getLocalPort()), 1);

            wire.run(() -> pool.send(get("/good")));

            assertThat(closed.await(LIMIT, TimeUnit.SECONDS)).isTrue();
            assertThat(answer()).isEqualTo("0 the connection was closed");
            assertThat(accepted).hasValue(1);
        }
    }

    @Test
    void passesOnWhatFailsOnItsThread() {
        assertThatThrownBy(() -> wire.run(() -> {
                    throw new CannotGoOn("for a reason");
                }))
                .isInstanceOf(CannotGoOn.class)
                .hasMessageContaining("for a reason");
    }

    @Test
    void runsLater() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        long start = wire.now();

        wire.after(TimeUnit.MILLISECONDS.toNanos(5), ran::countDown);

        assertThat(ran.await(LIMIT, TimeUnit.SECONDS)).isTrue();
        assertThat(wire.now() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(5));
    }
}
