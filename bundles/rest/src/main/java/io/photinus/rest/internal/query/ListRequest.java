package io.photinus.rest.internal.query;

import io.photinus.rest.internal.wire.Parameters;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.query.AllOf;
import io.photinus.types.query.Condition;
import io.photinus.types.query.Field;
import io.photinus.types.query.Query;
import io.photinus.types.query.RecordSet;
import io.photinus.types.query.Sort;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the query parameters of a list ask for (api 6), or a query in JSON (6.5). Made in two steps, because their mistakes
 * are answered at two moments (api 2.2): operators, {@code skip} and {@code limit} when this is built, before the namespace
 * is looked up; the values when {@link #query()} is called. Immutable.
 */
public final class ListRequest {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+");

    /** What rows must fulfil, whose values get their types when they are asked for. */
    interface Filter {
        AllOf typed();
    }

    private final Filter filter;
    private final List<Sort> sort;
    private final int skip;
    private final int limit;
    private final boolean counted;

    ListRequest(Filter filter, List<Sort> sort, int skip, int limit, boolean counted) {
        this.filter = filter;
        this.sort = List.copyOf(sort);
        this.skip = skip;
        this.limit = limit;
        this.counted = counted;
    }

    /**
     * @param parameters decoded query parameters
     * @param maxLimit the most rows of a page; the most that can be skipped, too
     * @throws NodeProblem FF00191, FF00192 or FF00193
     */
    public static ListRequest of(
            RecordSet<?> set, Map<String, List<String>> parameters, int defaultLimit, int maxLimit) {
        Map<String, List<String>> named = new LinkedHashMap<>();
        parameters.forEach(
                (name, values) -> named.computeIfAbsent(name.toLowerCase(Locale.ROOT), lower -> new ArrayList<>())
                        .addAll(values));
        Map<Field, List<FilterText>> filters = new LinkedHashMap<>();
        named.forEach((name, values) -> set.field(name)
                .ifPresent(field -> filters.put(
                        field, values.stream().map(FilterText::parse).toList())));
        return new ListRequest(
                () -> typed(filters),
                sort(set, named),
                first(named, "skip")
                        .map(text -> bounded(text, maxLimit, ErrorCode.FF00191))
                        .orElse(0),
                first(named, "limit")
                        .map(text -> bounded(text, maxLimit, ErrorCode.FF00192))
                        .orElse(defaultLimit),
                flag(named, "count"));
    }

    /**
     * Reads a query in JSON.
     *
     * @throws io.photinus.types.json.JsonInputException when it is no JSON, or has another form
     * @throws NodeProblem FF00142, FF00190, FF00191, FF00192, FF00193 or PH10003
     */
    public static ListRequest json(RecordSet<?> set, String text, int defaultLimit, int maxLimit) {
        return new JsonQuery(set).request(text, defaultLimit, maxLimit);
    }

    private static Optional<String> first(Map<String, List<String>> named, String name) {
        return named.getOrDefault(name, List.of()).stream().findFirst().filter(text -> !text.isEmpty());
    }

    private static boolean flag(Map<String, List<String>> named, String name) {
        return Parameters.flag(
                named.getOrDefault(name, List.of()).stream().findFirst().orElse(null));
    }

    /** A number that is none, or is negative, counts as 0. */
    static int bounded(String text, int most, ErrorCode beyond) {
        if (!NUMBER.matcher(text).matches()) {
            return 0;
        }
        BigInteger number = new BigInteger(text);
        if (number.compareTo(BigInteger.valueOf(most)) > 0) {
            throw new NodeProblem(beyond, most);
        }
        return Math.max(number.signum(), 0) * number.intValue();
    }

    private static List<Sort> sort(RecordSet<?> set, Map<String, List<String>> named) {
        boolean descending = flag(named, "descending");
        boolean ascending = flag(named, "ascending");
        List<Sort> keys = new ArrayList<>();
        for (String value : named.getOrDefault("sort", List.of())) {
            for (String key : value.split(",")) {
                boolean minus = key.startsWith("-");
                String name = minus ? key.substring(1) : key;
                set.fields().stream()
                        .filter(field -> field.name().equals(name))
                        .findFirst()
                        .ifPresent(field -> keys.add(new Sort(field, descending || minus && !ascending)));
            }
        }
        return keys;
    }

    private static AllOf typed(Map<Field, List<FilterText>> filters) {
        List<Condition> conditions = new ArrayList<>();
        filters.forEach((field, texts) -> conditions.add(new Condition(
                field,
                texts.stream().anyMatch(FilterText::all),
                texts.stream().map(text -> text.match(field)).toList())));
        return new AllOf(conditions, List.of());
    }

    /** Whether the answer comes in an envelope with counts. */
    public boolean counted() {
        return counted;
    }

    /** The query with typed values, counted to the end and without time limit. */
    Query query() {
        return query(Long.MAX_VALUE, null);
    }

    /**
     * The query with typed values.
     *
     * @param countUpTo how far matches are counted when the total is asked for
     * @throws NodeProblem FF00143, FF00144 or FF00145
     */
    public Query query(long countUpTo, @Nullable Duration timeout) {
        return new Query(filter.typed(), sort, skip, limit, counted ? countUpTo : 0, timeout);
    }
}
