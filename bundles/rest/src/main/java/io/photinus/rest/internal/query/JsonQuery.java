package io.photinus.rest.internal.query;

import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.Json;
import io.photinus.types.json.JsonInputException;
import io.photinus.types.json.JsonNumber;
import io.photinus.types.json.JsonObject;
import io.photinus.types.query.AllOf;
import io.photinus.types.query.AnyOf;
import io.photinus.types.query.Condition;
import io.photinus.types.query.Field;
import io.photinus.types.query.Match;
import io.photinus.types.query.Operator;
import io.photinus.types.query.RecordSet;
import io.photinus.types.query.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads one query in JSON (api 6.5). What the text form ignores silently is refused here: nobody has ever sent it, and a
 * filter that is misspelt should not find everything. Not thread-safe.
 */
final class JsonQuery {
    /** What databases bear; values of {@code in} lists count apart, since they are bound as one. */
    private static final int MAX_COMPARISONS = 1000;

    private static final int MAX_VALUES = 10_000;
    private static final int MAX_DEPTH = 10;

    /** What stands beside {@code field} in a comparison. */
    private enum Operand {
        VALUE,
        VALUES,
        NOTHING
    }

    /** One word of the language. */
    private record Word(Operator operator, boolean negates, Operand operand) {
        static Word of(Operator operator) {
            return new Word(operator, false, Operand.VALUE);
        }

        /** A word that says «not» itself, or has an order, does not go with {@code not}. */
        boolean takesNot() {
            return !negates && !operator.ordered();
        }

        boolean takesCase() {
            return operand == Operand.VALUE && !operator.ordered();
        }
    }

    private static final Map<String, Word> WORDS = Map.ofEntries(
            Map.entry("equal", Word.of(Operator.EQUAL)),
            Map.entry("eq", Word.of(Operator.EQUAL)),
            Map.entry("neq", new Word(Operator.EQUAL, true, Operand.VALUE)),
            Map.entry("contains", Word.of(Operator.CONTAINS)),
            Map.entry("startswith", Word.of(Operator.STARTS_WITH)),
            Map.entry("endswith", Word.of(Operator.ENDS_WITH)),
            Map.entry("lessthan", Word.of(Operator.LESS)),
            Map.entry("lt", Word.of(Operator.LESS)),
            Map.entry("lessthanorequal", Word.of(Operator.LESS_OR_EQUAL)),
            Map.entry("lte", Word.of(Operator.LESS_OR_EQUAL)),
            Map.entry("greaterthan", Word.of(Operator.GREATER)),
            Map.entry("gt", Word.of(Operator.GREATER)),
            Map.entry("greaterthanorequal", Word.of(Operator.GREATER_OR_EQUAL)),
            Map.entry("gte", Word.of(Operator.GREATER_OR_EQUAL)),
            Map.entry("in", new Word(Operator.EQUAL, false, Operand.VALUES)),
            Map.entry("nin", new Word(Operator.EQUAL, true, Operand.VALUES)),
            Map.entry("null", new Word(Operator.EQUAL, false, Operand.NOTHING)));

    private final RecordSet<?> set;
    private int comparisons;
    private int values;

    JsonQuery(RecordSet<?> set) {
        this.set = set;
    }

    /** A comparison whose values have no type yet. */
    private interface Untyped {
        Condition typed();
    }

    /** A level of the query whose values have no types yet. */
    private record Level(List<Untyped> conditions, List<Level> choice) implements ListRequest.Filter {
        @Override
        public AllOf typed() {
            return new AllOf(
                    conditions.stream().map(Untyped::typed).toList(),
                    choice.isEmpty()
                            ? List.of()
                            : List.of(
                                    new AnyOf(choice.stream().map(Level::typed).toList())));
        }
    }

    ListRequest request(String text, int defaultLimit, int maxLimit) {
        Map<String, @Nullable Object> fields = named(Json.read(text, JsonObject.class));
        List<Sort> sort = sort(fields.remove("sort"));
        String skip = number("skip", fields.remove("skip"));
        String limit = number("limit", fields.remove("limit"));
        boolean counted = flag("count", fields.remove("count"));
        return new ListRequest(
                level(fields, 0),
                sort,
                skip == null ? 0 : ListRequest.bounded(skip, maxLimit, ErrorCode.FF00191),
                limit == null ? defaultLimit : ListRequest.bounded(limit, maxLimit, ErrorCode.FF00192),
                counted);
    }

    /** Names in JSON match without case. */
    private static Map<String, @Nullable Object> named(JsonObject object) {
        Map<String, @Nullable Object> fields = new TreeMap<>();
        object.fields().forEach((name, value) -> fields.put(name.toLowerCase(Locale.ROOT), value));
        return fields;
    }

    private Level level(Map<String, @Nullable Object> fields, int depth) {
        if (depth > MAX_DEPTH) {
            throw new NodeProblem(ErrorCode.PH10003, "or stands " + MAX_DEPTH + " times inside of or at most");
        }
        List<Untyped> conditions = new ArrayList<>();
        List<Level> choice = new ArrayList<>();
        fields.forEach((name, value) -> {
            if (name.equals("or")) {
                objects(name, value).forEach(each -> choice.add(level(named(each), depth + 1)));
                return;
            }
            Word word = WORDS.get(name);
            if (word == null) {
                throw new NodeProblem(ErrorCode.FF00190, name);
            }
            objects(name, value).forEach(each -> conditions.add(comparison(name, word, named(each))));
        });
        return new Level(conditions, choice);
    }

    private Untyped comparison(String name, Word word, Map<String, @Nullable Object> parts) {
        if (++comparisons > MAX_COMPARISONS) {
            throw new NodeProblem(ErrorCode.PH10003, "it has more than " + MAX_COMPARISONS + " comparisons");
        }
        Field field = field(parts.remove("field"));
        boolean negate = word.negates() || modifier(name, "not", word.takesNot(), parts);
        boolean ignoreCase = modifier(name, "caseinsensitive", word.takesCase(), parts);
        Object value = parts.remove("value");
        Object listed = parts.remove("values");
        if (value != null && word.operand() != Operand.VALUE) {
            parts.put("value", value);
        }
        if (listed != null && word.operand() != Operand.VALUES) {
            parts.put("values", listed);
        }
        if (!parts.isEmpty()) {
            throw new NodeProblem(ErrorCode.FF00193, parts.keySet().iterator().next(), name);
        }
        if (word.operand() == Operand.VALUES) {
            List<?> items = list("values", listed);
            values += items.size();
            if (values > MAX_VALUES) {
                throw new NodeProblem(ErrorCode.PH10003, "its lists have more than " + MAX_VALUES + " values");
            }
            // Not one of them: unequal to each.
            return () -> new Condition(
                    field,
                    negate,
                    items.stream()
                            .map(item -> match(field, word.operator(), negate, false, item))
                            .toList());
        }
        Match isNull = new Match(Operator.EQUAL, negate, false, null);
        return () -> Condition.of(
                field,
                word.operand() == Operand.NOTHING ? isNull : match(field, word.operator(), negate, ignoreCase, value));
    }

    private static Match match(
            Field field, Operator operator, boolean negate, boolean ignoreCase, @Nullable Object value) {
        if (value == null) {
            // Null has a word of its own.
            throw new NodeProblem(ErrorCode.FF00144, field.name());
        }
        if (!(value instanceof String || value instanceof JsonNumber || value instanceof Boolean)) {
            throw Values.invalid(field, Json.write(value), "single value", null);
        }
        return Values.match(field, operator, negate, ignoreCase, value.toString());
    }

    private static boolean modifier(String word, String name, boolean allowed, Map<String, @Nullable Object> parts) {
        boolean set = flag(name, parts.remove(name));
        if (set && !allowed) {
            throw new NodeProblem(ErrorCode.FF00193, name, word);
        }
        return set;
    }

    private Field field(@Nullable Object name) {
        if (!(name instanceof String text)) {
            throw wrong("field", "a string");
        }
        return set.field(text).orElseThrow(() -> new NodeProblem(ErrorCode.FF00142, text, set.name()));
    }

    /** A list of field names, or one text with commas between them; {@code -} before a name turns its order. */
    private List<Sort> sort(@Nullable Object value) {
        List<?> given = value instanceof String text ? List.of(text.split(",")) : list("sort", value);
        List<Sort> keys = new ArrayList<>();
        for (Object key : given) {
            if (!(key instanceof String text)) {
                throw wrong("sort", "a list of strings");
            }
            boolean descending = text.startsWith("-");
            keys.add(new Sort(field(descending ? text.substring(1) : text), descending));
        }
        return keys;
    }

    private static @Nullable String number(String name, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof JsonNumber number && number.text().matches("-?[0-9]+")) {
            return number.text();
        }
        throw wrong(name, "a whole number");
    }

    private static boolean flag(String name, @Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw wrong(name, "a boolean");
    }

    private static List<?> list(String name, @Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> items) {
            return items;
        }
        throw wrong(name, "a list");
    }

    private static List<JsonObject> objects(String name, @Nullable Object value) {
        return list(name, value).stream()
                .map(item -> {
                    if (item instanceof JsonObject object) {
                        return object;
                    }
                    throw wrong(name, "a list of objects");
                })
                .toList();
    }

    private static JsonInputException wrong(String field, String expected) {
        return new JsonInputException("field " + field + ": " + expected + " is expected");
    }
}
