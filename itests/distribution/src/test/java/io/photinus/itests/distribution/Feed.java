package io.photinus.itests.distribution;

import io.photinus.tools.client.CannotGoOn;
import io.photinus.types.json.JsonObject;
import io.photinus.types.json.RawJson;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A WebSocket on which every frame is seen and nothing is acknowledged unless the test says so. For one thread. */
final class Feed implements WebSocket.Listener, AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Behind the last frame. */
    private static final JsonObject END = JsonObject.empty().with("type", "end of the socket");

    private final StringBuilder text = new StringBuilder();
    private final BlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();
    private WebSocket socket;

    private Feed() {}

    /**
     * Connects to {@code /ws}, or to the address of the namespace.
     *
     * @throws CannotGoOn when nobody answers
     */
    static Feed connect(Party party, String pathAndQuery) {
        Feed feed = new Feed();
        URI address = URI.create(party.api().node().toString().replaceFirst("^http", "ws") + pathAndQuery);
        try {
            feed.socket = party.api()
                    .http()
                    .newWebSocketBuilder()
                    .connectTimeout(LIMIT)
                    .buildAsync(address, feed)
                    .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new CannotGoOn("No WebSocket could be opened to " + address, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotGoOn("interrupted", interrupted);
        }
        return feed;
    }

    /** Starts a durable subscription on a socket of its own. */
    static Feed durable(Party party, String name) {
        Feed feed = connect(party, "/ws");
        feed.start(party, Map.of("name", name));
        return feed;
    }

    void start(Party party, Map<String, ?> fields) {
        send(JsonObject.of(fields)
                .with("type", "start")
                .with("namespace", party.api().namespace())
                .toString());
    }

    void send(String frame) {
        try {
            socket.sendText(frame, true).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new CannotGoOn("A frame could not be sent", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotGoOn("interrupted", interrupted);
        }
    }

    void ack(JsonObject frame) {
        send(JsonObject.of(
                        Map.of("type", "ack", "id", frame.string("id"), "subscription", frame.object("subscription")))
                .toString());
    }

    /** The next frame; fails when the socket ends or none comes. */
    JsonObject next() {
        JsonObject frame = poll(LIMIT);
        if (frame == null || frame == END) {
            throw new CannotGoOn(frame == null ? "No frame came" : "The socket was closed by the node");
        }
        return frame;
    }

    /** The next frames, each acknowledged when it has come. */
    List<JsonObject> takeAndAck(int count) {
        List<JsonObject> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            JsonObject frame = next();
            taken.add(frame);
            ack(frame);
        }
        return taken;
    }

    /** Whether the node ends the socket, with no further frame before. */
    boolean ends() {
        return poll(LIMIT) == END;
    }

    /** Null when nothing comes in time. */
    JsonObject poll(Duration limit) {
        try {
            return frames.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotGoOn("interrupted", interrupted);
        }
    }

    boolean isEnd(JsonObject frame) {
        return frame == END;
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            frames.add((JsonObject) RawJson.require(text.toString()).tree());
            text.setLength(0);
        }
        webSocket.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        frames.add(END);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        frames.add(END);
    }

    /** Without a farewell, as when the application dies. */
    @Override
    public void close() {
        socket.abort();
    }
}
