package io.photinus.transport.websockets;

import io.photinus.http.SocketPeer;
import io.photinus.types.json.JsonObject;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A client whose network is as fast as the test says. */
final class FakePeer implements SocketPeer {
    private record Pending(long size, CompletableFuture<Void> stage) {}

    final List<String> frames = new ArrayList<>();
    final Map<String, List<String>> query = new LinkedHashMap<>();
    final Map<String, String> path = new LinkedHashMap<>();
    private final Queue<Pending> pending = new ArrayDeque<>();
    private final String id;
    boolean slow;
    boolean broken;
    int closedWith;
    private long queued;

    FakePeer(String id) {
        this.id = id;
    }

    FakePeer with(String key, String value) {
        query.put(key, List.of(value));
        return this;
    }

    FakePeer scopedTo(String namespace) {
        path.put("ns", namespace);
        return this;
    }

    /** Frame {@code index} as JSON. */
    JsonObject frame(int index) {
        return JsonObject.parse(frames.get(index));
    }

    String error(int index) {
        return frame(index).string("error");
    }

    /** Completes the oldest write that is not. */
    void write() {
        Pending oldest = pending.remove();
        queued -= oldest.size();
        oldest.stage().complete(null);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String remoteAddress() {
        return "127.0.0.1:40112";
    }

    @Override
    public String userAgent() {
        return "test";
    }

    @Override
    public Map<String, List<String>> query() {
        return query;
    }

    @Override
    public Map<String, List<String>> headers() {
        return Map.of();
    }

    @Override
    public Map<String, String> pathParameters() {
        return path;
    }

    @Override
    public CompletionStage<Void> send(String frame) {
        if (broken || closedWith != 0) {
            return CompletableFuture.failedFuture(new IOException("socket is closed"));
        }
        frames.add(frame);
        if (!slow) {
            return CompletableFuture.completedFuture(null);
        }
        Pending added = new Pending(frame.length(), new CompletableFuture<>());
        queued += added.size();
        pending.add(added);
        return added.stage();
    }

    @Override
    public long queuedBytes() {
        return queued;
    }

    @Override
    public void close(int code, String reason) {
        if (closedWith == 0) {
            closedWith = code;
        }
    }
}
