package io.photinus.rest.internal.resources;

import io.photinus.api.Confirm;
import io.photinus.api.MessageDraft;
import io.photinus.http.ExpressLane;
import io.photinus.rest.internal.wire.Kind;
import io.photinus.rest.internal.wire.Problems;
import io.photinus.rest.internal.wire.RecordReader;
import io.photinus.types.Message;
import io.photinus.types.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * Broadcasts without the JAX-RS runtime, which costs more than the broadcast. Answers exactly as {@link
 * MessagesResource#broadcast} does, which a test checks, and leaves whatever is out of the ordinary to it.
 */
public final class BroadcastLane implements ExpressLane {
    private static final String ROOT = "/api/v1/";
    private static final String NAMESPACES = ROOT + "namespaces/";
    private static final String BROADCAST = "messages/broadcast";
    private static final String JSON = "application/json";
    private static final byte[] NEWLINE = {'\n'};

    private final Edge edge;
    private final Supplier<String> defaultNamespace;
    private final Problems problems = new Problems();

    public BroadcastLane(Edge edge, Supplier<String> defaultNamespace) {
        this.edge = edge;
        this.defaultNamespace = defaultNamespace;
    }

    @Override
    public @Nullable Ride take(Asked asked) {
        if (!asked.method().equals("POST")
                || !asked.path().endsWith(BROADCAST)
                || Kind.of(asked.header().get(HttpHeaders.CONTENT_TYPE)) != Kind.JSON
                || asked.header().get(HttpHeaders.CONTENT_ENCODING) != null) {
            return null;
        }
        String namespace = namespace(asked.path());
        Boolean confirm = confirm(asked.query());
        if (namespace == null || confirm == null) {
            return null;
        }
        String timeout = asked.header().get("Request-Timeout");
        return body -> broadcast(body, namespace, confirm, timeout);
    }

    private @Nullable String namespace(String path) {
        if (path.equals(ROOT + BROADCAST)) {
            return defaultNamespace.get();
        }
        int end = path.length() - BROADCAST.length() - 1;
        if (!path.startsWith(NAMESPACES) || end <= NAMESPACES.length() || path.charAt(end) != '/') {
            return null;
        }
        String name = path.substring(NAMESPACES.length(), end);
        return name.indexOf('/') < 0 ? name : null;
    }

    private static @Nullable Boolean confirm(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return false;
        }
        return query.equals("confirm") || query.equals("confirm=true") ? true : null;
    }

    private CompletionStage<Answer> broadcast(
            byte[] body, String namespace, boolean confirm, @Nullable String timeout) {
        Duration limit = edge.timeout(timeout);
        CompletionStage<Message> sent;
        try {
            MessageDraft draft = RecordReader.read(new String(body, StandardCharsets.UTF_8), MessageDraft.class);
            sent = edge.space(namespace).messages().broadcast(draft, confirm ? new Confirm(true, limit) : Confirm.NO);
        } catch (RuntimeException refused) {
            return CompletableFuture.completedFuture(problem(refused));
        }
        return sent.toCompletableFuture()
                .copy()
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .handle((message, failure) -> {
                    if (failure == null) {
                        return new Answer(confirm ? 200 : 202, JSON, Map.of(), json(message));
                    }
                    Throwable cause = Problems.unwrap(failure);
                    return problem(cause instanceof TimeoutException ? Edge.timedOut(limit, confirm) : cause);
                });
    }

    private Answer problem(Throwable cause) {
        Response response = problems.toResponse(cause);
        String retry = response.getHeaderString(HttpHeaders.RETRY_AFTER);
        return new Answer(
                response.getStatus(),
                JSON,
                retry == null ? Map.of() : Map.of(HttpHeaders.RETRY_AFTER, retry),
                json(response.getEntity()));
    }

    private static byte[] json(Object value) {
        byte[] text = Json.bytes(value);
        byte[] line = new byte[text.length + NEWLINE.length];
        System.arraycopy(text, 0, line, 0, text.length);
        System.arraycopy(NEWLINE, 0, line, text.length, NEWLINE.length);
        return line;
    }
}
