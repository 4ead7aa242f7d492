package io.photinus.rest.internal.resources;

import io.photinus.api.Confirm;
import io.photinus.api.NamespaceApi;
import io.photinus.api.Node;
import io.photinus.rest.internal.Settings;
import io.photinus.rest.internal.query.ListRequest;
import io.photinus.rest.internal.wire.Problems;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.query.Page;
import io.photinus.types.query.Query;
import io.photinus.types.query.RecordSet;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.ws.rs.container.AsyncResponse;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** What all resources share: they find namespaces, list collections and answer later through this. Thread-safe. */
public final class Edge {
    /** Where the rows of a list come from. */
    @FunctionalInterface
    public interface Source<T> {
        Page<T> page(NamespaceApi space, Query query);
    }

    /** How a page of rows is shown. */
    @FunctionalInterface
    public interface View<T> {
        List<?> of(NamespaceApi space, List<T> rows);
    }

    /** A page with its numbers; only sent when {@code count} was asked for. */
    public record Envelope(int count, long total, List<?> items) {}

    private final Node node;
    private final Settings settings;

    public Edge(Node node, Settings settings) {
        this.node = node;
        this.settings = settings;
    }

    Node node() {
        return node;
    }

    NamespaceApi space(String namespace) {
        return node.namespace(namespace);
    }

    /** Lists a collection: a plain list, or an envelope. */
    <T> Object list(String namespace, RecordSet<T> set, UriInfo uri) {
        return list(namespace, set, uri, (space, query) -> space.list(set, query));
    }

    <T> Object list(String namespace, RecordSet<T> set, UriInfo uri, Source<T> source) {
        return list(namespace, set, uri, source, (space, rows) -> rows);
    }

    /** The order of the steps is FireFly's order of checks (api 2.2). */
    <T> Object list(String namespace, RecordSet<T> set, UriInfo uri, Source<T> source, View<T> view) {
        ListRequest request = request(set, uri);
        NamespaceApi space = space(namespace);
        Page<T> page = source.page(space, request.query());
        List<?> items = view.of(space, page.items());
        Long total = page.total();
        return request.counted() ? new Envelope(items.size(), total == null ? items.size() : total, items) : items;
    }

    /** For operations that take filters without a use for them: their mistakes are refused all the same. */
    void checkFilters(RecordSet<?> set, UriInfo uri) {
        request(set, uri);
    }

    private ListRequest request(RecordSet<?> set, UriInfo uri) {
        return ListRequest.of(set, uri.getQueryParameters(), settings.defaultLimit(), settings.maxLimit());
    }

    /**
     * Answers when the work is done, without holding a thread; with 408 when it takes longer than the request may.
     *
     * @param timeout the header Request-Timeout
     * @param awaited whether the caller waits for the network
     */
    <T> void later(
            AsyncResponse answer,
            @Nullable String timeout,
            boolean awaited,
            Function<Confirm, CompletionStage<T>> work) {
        Duration limit = settings.timeout(timeout);
        CompletionStage<T> stage = work.apply(awaited ? new Confirm(true, limit) : Confirm.NO);
        if (!stage.toCompletableFuture().isDone()) {
            answer.setTimeoutHandler(late -> late.resume(timedOut(limit, awaited)));
            answer.setTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
        }
        stage.whenComplete((value, problem) -> {
            if (problem == null) {
                answer.resume(value);
            } else {
                answer.resume(Problems.unwrap(problem));
            }
        });
    }

    private static NodeProblem timedOut(Duration limit, boolean awaited) {
        String shown = limit.toMillis() % 1000 == 0 ? limit.toSeconds() + "s" : limit.toMillis() + "ms";
        return awaited
                ? NodeProblem.wrap(ErrorCode.FF00166, new NodeProblem(ErrorCode.FF10260, shown, "confirmation"), shown)
                : new NodeProblem(ErrorCode.FF00166, shown);
    }
}
