package io.photinus.persistence.sql;

import io.photinus.types.json.WireValue;
import io.photinus.types.query.Condition;
import io.photinus.types.query.Match;
import io.photinus.types.query.Operator;
import io.photinus.types.query.Sort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Turns the filter language (api 6.1) into conditions with bound values. Null behaves as in SQL: a row without a value
 * matches neither a comparison nor its negation.
 */
final class Conditions {
    private static final String NOTHING = "1 = 0";
    private static final char ESCAPE = '[';

    private final Table table;
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    Conditions(Table table) {
        this.table = table;
    }

    /** The text, which starts with {@code and} unless it is empty. */
    String sql() {
        return sql.toString();
    }

    List<Object> values() {
        return values;
    }

    void add(Condition condition) {
        sql.append(" and ").append(condition(condition));
    }

    private String condition(Condition condition) {
        String column = table.column(condition.field().name());
        List<Match> matches = condition.matches();
        if (column == null) {
            // In the catalogue, but stored nowhere.
            return NOTHING;
        }
        if (matches.isEmpty()) {
            return condition.all() ? "1 = 1" : NOTHING;
        }
        if (!condition.all() && matches.size() > 1 && matches.stream().allMatch(Conditions::plain)) {
            List<String> places = new ArrayList<>(matches.size());
            matches.forEach(match -> places.add(bind(Objects.requireNonNull(match.value()))));
            return column + " in (" + String.join(", ", places) + ")";
        }
        boolean textual = condition.field().type().textual();
        List<String> parts = new ArrayList<>(matches.size());
        matches.forEach(match -> parts.add(match(column, textual, match)));
        return join(parts, condition.all() ? " and " : " or ");
    }

    private static boolean plain(Match match) {
        return match.operator() == Operator.EQUAL && !match.negate() && !match.ignoreCase() && match.value() != null;
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

    private String match(String column, boolean textual, Match match) {
        Object value = match.value();
        if (value == null) {
            if (match.operator() != Operator.EQUAL) {
                throw new IllegalArgumentException("null can only be compared for equality");
            }
            return column + (match.negate() ? " is not null" : " is null");
        }
        if (value instanceof String text && text.indexOf('\0') >= 0) {
            // No column holds this character: one database refuses it, the other ends a pattern there.
            return match.negate() ? column + " is not null" : NOTHING;
        }
        return switch (match.operator()) {
            case EQUAL -> equal(column, textual && match.ignoreCase(), match.negate(), value);
            case CONTAINS -> like(column, textual, match, "%" + escape(value) + "%");
            case STARTS_WITH -> like(column, textual, match, escape(value) + "%");
            case ENDS_WITH -> like(column, textual, match, "%" + escape(value));
            case GREATER -> column + " > " + bind(value);
            case GREATER_OR_EQUAL -> column + " >= " + bind(value);
            case LESS -> column + " < " + bind(value);
            case LESS_OR_EQUAL -> column + " <= " + bind(value);
        };
    }

    private String equal(String column, boolean ignoreCase, boolean negate, Object value) {
        String operator = negate ? " <> " : " = ";
        return ignoreCase
                ? "lower(" + column + ")" + operator + "lower(" + bind(value) + ")"
                : column + operator + bind(value);
    }

    private String like(String column, boolean textual, Match match, String pattern) {
        if (!textual) {
            throw new IllegalArgumentException("text comparison of a field that is no text");
        }
        String operator = match.negate() ? " not like " : " like ";
        String place = bind(pattern);
        return (match.ignoreCase()
                        ? "lower(" + column + ")" + operator + "lower(" + place + ")"
                        : column + operator + place)
                + " escape '" + ESCAPE + "'";
    }

    private static String escape(Object value) {
        String text = value.toString();
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

    private String bind(Object value) {
        values.add(column(value));
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
        return value instanceof WireValue constant ? constant.wire() : value.toString();
    }

    /** The order of a list, made total by the table's own sequence. */
    static String order(Table table, List<Sort> sort) {
        List<String> keys = new ArrayList<>();
        for (Sort key : sort) {
            String column = table.column(key.field().name());
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
