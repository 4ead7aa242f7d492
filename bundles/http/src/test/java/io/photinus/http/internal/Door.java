package io.photinus.http.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.servlet.http.HttpServlet;

/** A front door on a free port of this machine, with clients for it. */
final class Door implements AutoCloseable {

    static final Cors CORS =
            new Cors(true, true, List.of("*"), List.of("GET", "POST", "PUT", "PATCH", "DELETE"), List.of("*"), 600);

    final FrontServer server;

    Door(Settings settings) {
        server = new FrontServer(settings);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static Door open() {
        return new Door(settings("api", Duration.ofSeconds(20), 10));
    }

    static Settings settings(String name, Duration holdTimeout, int maxHeld) {
        return new Settings(
                name,
                "127.0.0.1",
                0,
                1000,
                Duration.ofSeconds(20),
                holdTimeout,
                maxHeld,
                name.equals("api") ? List.of("/api") : List.of(),
                name.equals("api") ? List.of("/ws", "/api") : List.of(),
                Duration.ofSeconds(10),
                16,
                10,
                2000,
                100_000,
                CORS);
    }

    ServletRoute serve(String path, HttpServlet servlet) {
        return server.servlets().add(path, servlet, Map.of());
    }

    /** Sends a request as it stands and returns the whole answer. */
    String raw(String request) throws IOException {
        try (Connection connection = connect()) {
            connection.write(request);
            return connection.rest();
        }
    }

    String get(String target) throws IOException {
        return raw("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    }

    Connection connect() throws IOException {
        return new Connection(server.port());
    }

    SocketClient socket(String target) throws Exception {
        var client = new SocketClient();
        client.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + target), client)
                .get(20, TimeUnit.SECONDS);
        return client;
    }

    @Override
    public void close() {
        try {
            server.stop(() -> {});
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** One plain connection. */
    static final class Connection implements AutoCloseable {

        private final Socket socket = new Socket();

        Connection(int port) throws IOException {
            socket.setSoTimeout(20_000);
            socket.connect(new InetSocketAddress("127.0.0.1", port), 5000);
        }

        void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }

        String rest() throws IOException {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }

        /** Reads until the answer ends with this text; for connections that stay open. */
        String until(String end) throws IOException {
            var read = new StringBuilder();
            while (!read.toString().endsWith(end)) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    throw new IOException("ended early: " + read);
                }
                read.append((char) next);
            }
            return read.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** Writes down what a WebSocket receives. */
    static final class SocketClient implements WebSocket.Listener {

        final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
        final BlockingQueue<Integer> closes = new LinkedBlockingQueue<>();
        WebSocket socket;

        void send(String text) throws Exception {
            socket.sendText(text, true).get(20, TimeUnit.SECONDS);
        }

        String next() throws InterruptedException {
            return frames.poll(20, TimeUnit.SECONDS);
        }

        Integer closed() throws InterruptedException {
            return closes.poll(20, TimeUnit.SECONDS);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            frames.add(data.toString());
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closes.add(code);
            return null;
        }
    }
}
