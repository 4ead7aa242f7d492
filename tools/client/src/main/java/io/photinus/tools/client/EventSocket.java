package io.photinus.tools.client;

import io.photinus.types.json.Json;
import io.photinus.types.json.JsonObject;
import io.photinus.types.json.RawJson;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One subscription on a WebSocket of its own. Hands each event to the handler and acknowledges what the handler has taken;
 * events come one after the other, on a thread of the JDK's client. What went wrong shows in {@link #requireHealthy}.
 */
public final class EventSocket implements WebSocket.Listener, AutoCloseable {
    private static final long LIMIT_SECONDS = 20;

    private final String name;
    private final Consumer<JsonObject> handler;
    private final StringBuilder text = new StringBuilder();
    private final AtomicReference<@Nullable String> problem = new AtomicReference<>();
    private final AtomicReference<@Nullable WebSocket> socket = new AtomicReference<>();
    private CompletableFuture<WebSocket> sent = new CompletableFuture<>();

    private EventSocket(String name, Consumer<JsonObject> handler) {
        this.name = name;
        this.handler = handler;
    }

    /**
     * Connects and starts a subscription. There is no answer to a start that succeeds.
     *
     * @param start the fields of the start frame besides type and namespace (api 8.3)
     */
    public static EventSocket open(Member member, Map<String, ?> start, Consumer<JsonObject> handler) {
        String name = member.namespace() + " at " + member.node();
        EventSocket events = new EventSocket(name, handler);
        URI address = URI.create(member.node().toString().replaceFirst("^http", "ws") + "/ws");
        try {
            WebSocket socket = member.http()
                    .newWebSocketBuilder()
                    .connectTimeout(Duration.ofSeconds(LIMIT_SECONDS))
                    .buildAsync(address, events)
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
            events.socket.set(socket);
            events.sent.complete(socket);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotGoOn("interrupted", interrupted);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException failed) {
            throw new CannotGoOn("No WebSocket could be opened to " + address + ": " + failed.getMessage(), failed);
        }
        events.send(JsonObject.of(start).with("type", "start").with("namespace", member.namespace()));
        return events;
    }

    /** Frames leave in order, each when the one before is gone: the JDK's client wants it so. */
    private synchronized void send(JsonObject frame) {
        sent = sent.thenCompose(socket -> socket.sendText(Json.write(frame), true));
        sent.exceptionally(failed -> {
            problem.compareAndSet(null, "a frame could not be sent: " + failed.getMessage());
            return null;
        });
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            String frame = text.toString();
            text.setLength(0);
            try {
                take(frame);
            } catch (RuntimeException broken) {
                problem.compareAndSet(null, "a frame could not be handled: " + broken);
            }
        }
        webSocket.request(1);
        return null;
    }

    private void take(String frame) {
        if (!(RawJson.require(frame).tree() instanceof JsonObject object)) {
            throw new IllegalArgumentException("a frame is no object");
        }
        switch (object.string("type")) {
            case "protocol_error" -> problem.compareAndSet(null, object.string("error"));
            case "event_batch" -> {
                if (object.get("events") instanceof List<?> events) {
                    events.forEach(event -> handler.accept((JsonObject) event));
                }
                send(JsonObject.empty().with("type", "ack").with("id", object.string("id")));
            }
            default -> {
                handler.accept(object);
                send(JsonObject.empty().with("type", "ack").with("id", object.string("id")));
            }
        }
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        problem.compareAndSet(null, "closed with " + code + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        problem.compareAndSet(null, String.valueOf(error));
    }

    /**
     * @throws CannotGoOn when the subscription has ended or was refused
     */
    public void requireHealthy() {
        String failed = problem.get();
        if (failed != null) {
            throw new CannotGoOn("The subscription of " + name + " failed: " + failed);
        }
    }

    @Override
    public void close() {
        problem.compareAndSet(null, "closed here");
        WebSocket open = socket.getAndSet(null);
        if (open != null) {
            open.abort();
        }
    }
}
