package io.photinus.persistence.sql;

import io.photinus.types.json.Json;
import io.photinus.types.json.WireValue;
import io.photinus.types.query.AllOf;
import io.photinus.types.query.AnyOf;
import io.photinus.types.query.Condition;
import io.photinus.types.query.FieldType;
import io.photinus.types.query.Match;
import io.photinus.types.query.Operator;
import io.photinus.types.query.RecordSet;
import io.photinus.types.query.Sort;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Turns the filter language (api 6.1) into conditions with bound values. Null behaves as in SQL: a row without a value
 * matches neither a comparison nor its negation.
 */
final class Conditions {
    private static final String EVERYTHING = "1 = 1";
    private static final String NOTHING = "1 = 0";
    private static final char ESCAPE = '[';
    /** So many values of a field are bound one by one, more as one list. */
    private static final int FEW = 20;

    private static final int AMOUNT_BITS = 256;
    private static final int AMOUNT_DIGITS = 64;

    private final RecordSet<?> set;
    private final Table table;
    private final Dialect dialect;
    private final List<Object> values = new ArrayList<>();

    Conditions(RecordSet<?> set, Table table, Dialect dialect) {
        this.set = set;
        this.table = table;
        this.dialect = dialect;
    }

    /** What is bound, in order. */
    List<Object> values() {
        return values;
    }

    /** The condition; its values are added to those of the conditions made before. */
    String of(AllOf all) {
        List<String> parts = new ArrayList<>();
        all.conditions().forEach(condition -> parts.add(condition(condition)));
        all.choices().forEach(choice -> parts.add(choice(choice)));
        return parts.isEmpty() ? EVERYTHING : join(parts, " and ");
    }

    private String choice(AnyOf any) {
        List<String> parts = any.alternatives().stream().map(this::of).toList();
        return parts.isEmpty() ? NOTHING : join(parts, " or ");
    }

    private String condition(Condition condition) {
        Tables.check(set, condition.field());
        String column = table.column(condition.field().name());
        List<Match> matches = condition.matches();
        if (column == null) {
            // In the catalogue, but stored nowhere.
            return NOTHING;
        }
        if (matches.isEmpty()) {
            return condition.all() ? EVERYTHING : NOTHING;
        }
        FieldType type = condition.field().type();
        // Equal to one of many, or unequal to each of many.
        boolean negate = condition.all();
        if (matches.size() > 1 && matches.stream().allMatch(match -> plain(match, negate))) {
            return in(column, type, negate, matches.stream().map(Match::value));
        }
        List<String> parts = new ArrayList<>(matches.size());
        matches.forEach(match -> parts.add(match(column, type, match)));
        return join(parts, condition.all() ? " and " : " or ");
    }

    private static boolean plain(Match match, boolean negate) {
        return match.operator() == Operator.EQUAL
                && match.negate() == negate
                && !match.ignoreCase()
                && match.value() != null;
    }

    /** Joins in the shape of a balanced tree: databases limit the depth of an expression. */
    private static String join(List<String> parts, String operator) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        int half = parts.size() / 2;
        return "(" + join(parts.subList(0, half), operator) + operator
                + join(parts.subList(half, parts.size()), operator) + ")";
    }

    private String in(String column, FieldType type, boolean negate, Stream<?> wanted) {
        List<Object> storable = wanted.map(Objects::requireNonNull)
                .filter(Conditions::storable)
                .map(Conditions::column)
                .toList();
        if (storable.isEmpty()) {
            return negate ? column + " is not null" : NOTHING;
        }
        String found;
        if (storable.size() <= FEW) {
            found = column + " in ("
                    + String.join(", ", storable.stream().map(this::bind).toList()) + ")";
        } else {
            boolean numbers = type == FieldType.INTEGER || type == FieldType.BOOLEAN || type == FieldType.TIME;
            found = dialect.anyOf(column, bind(Json.write(storable)), numbers);
        }
        return negate ? "not (" + found + ")" : found;
    }

    private String match(String column, FieldType type, Match match) {
        Object value = match.value();
        if (value == null) {
            if (match.operator() != Operator.EQUAL) {
                throw new IllegalArgumentException("null can only be compared for equality");
            }
            return column + (match.negate() ? " is not null" : " is null");
        }
        if (match.operator().partial() && !type.textual()) {
            throw new IllegalArgumentException("text comparison of a field that is no text");
        }
        if (!storable(value)) {
            return unequal(column, match, value);
        }
        boolean ignoreCase = match.ignoreCase() && type.textual();
        if (match.operator().ordered()) {
            return column + sign(match.operator()) + bind(column(value));
        }
        String side = ignoreCase ? "lower(" + column + ")" : column;
        Object sought = ignoreCase ? lower(value.toString()) : column(value);
        return match.operator() == Operator.EQUAL
                ? side + (match.negate() ? " <> " : " = ") + bind(sought)
                : partial(side, match.operator(), match.negate(), sought.toString());
    }

    private static String sign(Operator operator) {
        return switch (operator) {
            case GREATER -> " > ";
            case GREATER_OR_EQUAL -> " >= ";
            case LESS -> " < ";
            case LESS_OR_EQUAL -> " <= ";
            default -> throw new IllegalArgumentException(operator + " is no order");
        };
    }

    /** Compares with a value that no row has. */
    private String unequal(String column, Match match, Object value) {
        if (!match.operator().ordered()) {
            return match.negate() ? column + " is not null" : NOTHING;
        }
        if (value instanceof BigInteger number) {
            boolean above = match.operator() == Operator.GREATER || match.operator() == Operator.GREATER_OR_EQUAL;
            return above == number.signum() < 0 ? column + " is not null" : NOTHING;
        }
        Storable.Cut cut = Storable.cut(match.operator(), value.toString());
        return column + sign(cut.operator()) + bind(cut.text());
    }

    private static boolean storable(Object value) {
        if (value instanceof BigInteger number) {
            return number.signum() >= 0 && number.bitLength() <= AMOUNT_BITS;
        }
        return !(value instanceof String text) || Storable.test(text);
    }

    private String partial(String column, Operator operator, boolean negate, String text) {
        String pattern = (operator == Operator.STARTS_WITH ? "" : "%")
                + escape(text)
                + (operator == Operator.ENDS_WITH ? "" : "%");
        if (dialect.takesPattern(pattern)) {
            return column + (negate ? " not like " : " like ") + bind(pattern) + " escape '" + ESCAPE + "'";
        }
        int length = text.codePointCount(0, text.length());
        String found =
                switch (operator) {
                    case STARTS_WITH -> "substr(" + column + ", 1, " + length + ") = " + bind(text);
                    case ENDS_WITH -> "substr(" + column + ", " + -length + ") = " + bind(text);
                    default -> "instr(" + column + ", " + bind(text) + ") > 0";
                };
        return negate ? "not (" + found + ")" : found;
    }

    /** As the databases do it: nothing but A to Z. */
    private static String lower(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            char c = out.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                out.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return out.toString();
    }

    private static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' || c == '_' || c == ESCAPE) {
                out.append(ESCAPE);
            }
            out.append(c);
        }
        return out.toString();
    }

    private String bind(Object columnValue) {
        values.add(columnValue);
        return "#{values[" + (values.size() - 1) + "]}";
    }

    /** The form that the column has. */
    private static Object column(Object value) {
        if (value instanceof Instant time) {
            return InstantHandler.nanos(time);
        }
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        if (value instanceof Long || value instanceof Integer) {
            return value;
        }
        if (value instanceof BigInteger number) {
            return String.format(Locale.ROOT, "%0" + AMOUNT_DIGITS + "x", number);
        }
        return value instanceof WireValue constant ? constant.wire() : value.toString();
    }

    /** The order of a list, made total by the table's own sequence. */
    static String order(Table table, List<Sort> sort) {
        List<String> keys = new ArrayList<>();
        for (Sort key : sort) {
            String column = table.column(key.field().name());
            if (table.tieBreak().equals(column)) {
                // Never null and never twice, so nothing need be said of nulls, which may cost an index, nor of more
                // keys.
                keys.add(column + (key.descending() ? " desc" : " asc"));
                return String.join(", ", keys);
            }
            if (column != null) {
                // Where null stands is said in words because databases differ; this is SQLite's own way.
                keys.add(column + (key.descending() ? " desc nulls last" : " asc nulls first"));
            }
        }
        if (keys.isEmpty()) {
            return table.newestFirst();
        }
        keys.add(table.tieBreak() + " desc");
        return String.join(", ", keys);
    }
}
