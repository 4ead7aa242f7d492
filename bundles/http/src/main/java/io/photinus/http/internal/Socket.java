package io.photinus.http.internal;

import io.photinus.http.SocketListener;
import io.photinus.http.SocketPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.eclipse.jetty.websocket.api.WebSocketException;
import org.eclipse.jetty.websocket.api.WebSocketListener;
import org.eclipse.jetty.websocket.api.WriteCallback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One socket, between Jetty's events and the listener that its endpoint gave for it. */
final class Socket implements WebSocketListener, SocketPeer {

    private static final Logger LOG = LoggerFactory.getLogger(Socket.class);

    private final String id = UUID.randomUUID().toString();
    private final Handshake handshake;
    private final SocketRoute route;
    private final long maxQueuedBytes;
    private final Consumer<Runnable> cutOff;
    private final SerialCalls calls = new SerialCalls();
    private final AtomicLong queued = new AtomicLong();
    private final AtomicReference<@Nullable Farewell> farewell = new AtomicReference<>();
    private volatile @Nullable Session session;
    private @Nullable SocketListener listener; // only touched inside calls

    private record Farewell(int code, String reason) {}

    Socket(Handshake handshake, SocketRoute route, long maxQueuedBytes, Consumer<Runnable> cutOff) {
        this.handshake = handshake;
        this.route = route;
        this.maxQueuedBytes = maxQueuedBytes;
        this.cutOff = cutOff;
    }

    @Override
    public void onWebSocketConnect(Session connected) {
        session = connected;
        call(() -> listener = route.open(this));
        route.opened(this);
    }

    @Override
    public void onWebSocketText(String message) {
        call(() -> {
            if (listener != null) {
                listener.text(message);
            }
        });
    }

    @Override
    public void onWebSocketBinary(byte[] payload, int offset, int length) {
        onWebSocketText(new String(payload, offset, length, StandardCharsets.UTF_8));
    }

    @Override
    public void onWebSocketClose(int code, @Nullable String reason) {
        farewell.compareAndSet(null, new Farewell(code, reason == null ? "" : reason));
        Farewell first = farewell.get();
        route.closed(this);
        call(() -> {
            SocketListener told = listener;
            listener = null;
            if (told != null && first != null) {
                told.closed(first.code(), first.reason());
            }
        });
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        // The close that follows tells the listener.
        LOG.atDebug().setCause(cause).addKeyValue("peer", id).log("socket failed");
    }

    /** A listener that throws is a bug of its bundle; it costs that bundle the socket and nobody else anything. */
    private void call(Runnable toListener) {
        calls.run(() -> {
            try {
                toListener.run();
            } catch (RuntimeException e) {
                LOG.atWarn().setCause(e).addKeyValue("peer", id).log("socket listener failed");
                close(StatusCode.SERVER_ERROR, "internal error");
            }
        });
    }

    @Override
    public CompletionStage<Void> send(String frame) {
        var written = new CompletableFuture<Void>();
        Session open = session;
        if (open == null || farewell.get() != null || !open.isOpen()) {
            written.completeExceptionally(new IOException("socket is closed"));
            return written;
        }
        long size = utf8Length(frame);
        if (queued.addAndGet(size) > maxQueuedBytes) {
            queued.addAndGet(-size);
            written.completeExceptionally(new IOException("more than " + maxQueuedBytes + " bytes are queued"));
            return written;
        }
        var callback = new WriteCallback() {
            private final AtomicBoolean done = new AtomicBoolean();

            @Override
            public void writeSuccess() {
                if (done.compareAndSet(false, true)) {
                    queued.addAndGet(-size);
                    written.complete(null);
                }
            }

            @Override
            public void writeFailed(Throwable cause) {
                if (done.compareAndSet(false, true)) {
                    queued.addAndGet(-size);
                    written.completeExceptionally(cause);
                }
            }
        };
        try {
            open.getRemote().sendString(frame, callback);
        } catch (WebSocketException | IllegalStateException e) {
            callback.writeFailed(new IOException("socket is closed", e));
        }
        return written;
    }

    @Override
    public void close(int code, String reason) {
        Session open = session;
        if (open == null || !farewell.compareAndSet(null, new Farewell(code, reason))) {
            return;
        }
        open.close(code, reason);
        cutOff.accept(() -> disconnect(open));
    }

    private static void disconnect(Session open) {
        try {
            open.disconnect();
        } catch (IOException e) {
            LOG.debug("A connection was gone before it was cut off", e);
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String remoteAddress() {
        return handshake.remoteAddress();
    }

    @Override
    public String userAgent() {
        return handshake.userAgent();
    }

    @Override
    public Map<String, List<String>> query() {
        return handshake.query();
    }

    @Override
    public Map<String, List<String>> headers() {
        return handshake.headers();
    }

    @Override
    public Map<String, String> pathParameters() {
        return handshake.pathParameters();
    }

    @Override
    public long queuedBytes() {
        return queued.get();
    }

    private static long utf8Length(String text) {
        long length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                // Two more for a character of three bytes; a surrogate pair has four in two characters.
                length += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return length;
    }
}
