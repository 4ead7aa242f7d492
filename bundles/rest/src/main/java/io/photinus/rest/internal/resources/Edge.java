package io.photinus.rest.internal.resources;

import io.photinus.api.Confirm;
import io.photinus.api.NamespaceApi;
import io.photinus.api.Node;
import io.photinus.rest.internal.Settings;
import io.photinus.rest.internal.query.ListRequest;
import io.photinus.rest.internal.streaming.Rows;
import io.photinus.rest.internal.streaming.Streams;
import io.photinus.rest.internal.wire.Problems;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.Opt;
import io.photinus.types.query.Page;
import io.photinus.types.query.Query;
import io.photinus.types.query.RecordSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.ws.rs.container.AsyncResponse;
import org.jspecify.annotations.Nullable;

/** What all resources share: they find namespaces, list collections and answer later through this. Thread-safe. */
public final class Edge implements AutoCloseable {
    /** Which rows of a collection a list is about. */
    @FunctionalInterface
    public interface Narrowing {
        Query of(NamespaceApi space, Query asked);
    }

    /** How a page of rows is shown. */
    @FunctionalInterface
    public interface View<T> {
        List<?> of(NamespaceApi space, List<T> rows);
    }

    /**
     * A page with its numbers; only sent when {@code count} was asked for.
     *
     * @param isCapped ours: whether there are more matches than are counted
     */
    public record Envelope(
            int count, long total, List<?> items, @Opt boolean isCapped) {}

    /** A list without limit is sent as one page up to here, and row by row beyond. */
    private static final int ONE_PAGE = 1000;
    /** Rows of a long list for which a view fetches what belongs to them at once. */
    private static final int VIEWED_TOGETHER = 25;

    private final Node node;
    private final Settings settings;
    private final Streams streams;

    public Edge(Node node, Settings settings) {
        this.node = node;
        this.settings = settings;
        this.streams = new Streams(settings.maxStreams());
    }

    Node node() {
        return node;
    }

    NamespaceApi space(String namespace) {
        return node.namespace(namespace);
    }

    /** Lists a collection: a plain list, or an envelope. */
    <T> Object list(String namespace, RecordSet<T> set, ListInput input) {
        return list(namespace, set, input, (space, query) -> query);
    }

    <T> Object list(String namespace, RecordSet<T> set, ListInput input, Narrowing narrowing) {
        return list(namespace, set, input, narrowing, null);
    }

    /**
     * The order of the steps is FireFly's order of checks (api 2.2).
     *
     * @param view null to show rows as they are
     */
    <T> Object list(String namespace, RecordSet<T> set, ListInput input, Narrowing narrowing, @Nullable View<T> view) {
        ListRequest request = request(set, input);
        NamespaceApi space = space(namespace);
        Duration limit = timeout(input.timeout());
        long start = System.nanoTime();
        Query query = narrowing.of(space, request.query(settings.countLimit(), limit));
        Page<T> page = space.list(set, query.limit() > 0 ? query : query.limited(ONE_PAGE + 1));
        if (query.limit() == 0 && page.items().size() > ONE_PAGE) {
            Duration left = limit.minusNanos(System.nanoTime() - start);
            Integer skipped = request.counted() ? query.skip() : null;
            return streams.start(left, skipped, rows -> stream(space, set, query.within(left), view, rows));
        }
        List<?> items = view == null ? page.items() : view.of(space, page.items());
        Long total = page.total();
        return request.counted()
                ? new Envelope(items.size(), total == null ? items.size() : total, items, page.capped())
                : items;
    }

    private static <T> void stream(
            NamespaceApi space, RecordSet<T> set, Query query, @Nullable View<T> view, Rows rows) {
        if (view == null) {
            space.stream(set, query, rows::add);
            return;
        }
        List<T> together = new ArrayList<>(VIEWED_TOGETHER);
        space.stream(set, query, row -> {
            together.add(row);
            if (together.size() == VIEWED_TOGETHER) {
                view.of(space, together).forEach(rows::add);
                together.clear();
            }
        });
        if (!together.isEmpty()) {
            view.of(space, together).forEach(rows::add);
        }
    }

    /** For operations that take filters without a use for them: their mistakes are refused all the same. */
    void checkFilters(RecordSet<?> set, ListInput input) {
        request(set, input);
    }

    private ListRequest request(RecordSet<?> set, ListInput input) {
        String json = input.json();
        return json == null
                ? ListRequest.of(set, input.parameters(), settings.defaultLimit(), settings.maxLimit())
                : ListRequest.json(set, json, settings.defaultLimit(), settings.maxLimit());
    }

    /** Ends the lists that are being sent, in bounded time. */
    @Override
    public void close() {
        streams.close();
    }

    /** The time that a request has, by its header Request-Timeout. */
    Duration timeout(@Nullable String header) {
        return settings.timeout(header);
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
        Duration limit = timeout(timeout);
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

    /** The answer of a request that has taken too long. */
    static NodeProblem timedOut(Duration limit, boolean awaited) {
        String shown = limit.toMillis() % 1000 == 0 ? limit.toSeconds() + "s" : limit.toMillis() + "ms";
        return awaited
                ? NodeProblem.wrap(ErrorCode.FF00166, new NodeProblem(ErrorCode.FF10260, shown, "confirmation"), shown)
                : new NodeProblem(ErrorCode.FF00166, shown);
    }
}
