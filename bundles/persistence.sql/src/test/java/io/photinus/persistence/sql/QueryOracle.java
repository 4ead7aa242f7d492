package io.photinus.persistence.sql;

import io.photinus.types.query.AllOf;
import io.photinus.types.query.Condition;
import io.photinus.types.query.Match;
import io.photinus.types.query.Query;
import io.photinus.types.query.Sort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** What a query must find, by the words of api 6 and without any SQL. */
final class QueryOracle {
    private QueryOracle() {}

    /** The rows of one page, in order. */
    static List<QueryShelf.Row> page(QueryShelf<?> shelf, Query query) {
        List<QueryShelf.Row> found = all(shelf, query);
        int from = Math.min(query.skip(), found.size());
        int to = query.limit() > 0 ? Math.min(from + query.limit(), found.size()) : found.size();
        return found.subList(from, to);
    }

    /** All matches, in order. */
    static List<QueryShelf.Row> all(QueryShelf<?> shelf, Query query) {
        List<QueryShelf.Row> found = new ArrayList<>();
        for (QueryShelf.Row row : shelf.rows()) {
            if (holds(query.where(), row)) {
                found.add(row);
            }
        }
        Collections.reverse(found);
        Comparator<QueryShelf.Row> order = null;
        for (Sort key : query.sort()) {
            if (shelf.rows().get(0).columns().containsKey(key.field().name())) {
                Comparator<QueryShelf.Row> next = by(key.field().name(), key.descending());
                order = order == null ? next : order.thenComparing(next);
            }
        }
        if (order == null && shelf.set().name().equals("messages")) {
            order = Comparator.<QueryShelf.Row, Boolean>comparing(row -> row.get("confirmed") != null)
                    .thenComparing(by("confirmed", true))
                    .thenComparing(by("created", true));
        }
        if (order != null) {
            found.sort(order);
        }
        return found;
    }

    private static Comparator<QueryShelf.Row> by(String field, boolean descending) {
        Comparator<QueryShelf.Row> order =
                Comparator.comparing(row -> row.get(field), Comparator.nullsFirst(QueryOracle::compare));
        return descending ? order.reversed() : order;
    }

    private static boolean holds(AllOf where, QueryShelf.Row row) {
        return where.conditions().stream().allMatch(condition -> holds(condition, row))
                && where.choices().stream()
                        .allMatch(choice -> choice.alternatives().stream().anyMatch(each -> holds(each, row)));
    }

    private static boolean holds(Condition condition, QueryShelf.Row row) {
        String field = condition.field().name();
        if (!row.columns().containsKey(field)) {
            return false;
        }
        Object stored = row.get(field);
        return condition.all()
                ? condition.matches().stream().allMatch(match -> holds(match, stored))
                : condition.matches().stream().anyMatch(match -> holds(match, stored));
    }

    private static boolean holds(Match match, Object stored) {
        if (match.value() == null) {
            return match.negate() == (stored != null);
        }
        if (stored == null) {
            return false;
        }
        boolean fold = match.ignoreCase() && !match.operator().ordered();
        Object left = fold ? lower(stored) : stored;
        Object right = fold ? lower(match.value()) : match.value();
        if (match.operator().partial() && halved(right.toString())) {
            // Half a character stands in no text, though Java finds it there.
            return match.negate();
        }
        boolean found =
                switch (match.operator()) {
                    case EQUAL -> left.equals(right);
                    case CONTAINS -> left.toString().contains(right.toString());
                    case STARTS_WITH -> left.toString().startsWith(right.toString());
                    case ENDS_WITH -> left.toString().endsWith(right.toString());
                    case GREATER -> compare(left, right) > 0;
                    case GREATER_OR_EQUAL -> compare(left, right) >= 0;
                    case LESS -> compare(left, right) < 0;
                    case LESS_OR_EQUAL -> compare(left, right) <= 0;
                };
        return found != match.negate();
    }

    private static boolean halved(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static Object lower(Object value) {
        if (!(value instanceof String text)) {
            return value;
        }
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            if (out.charAt(i) < 128) {
                out.setCharAt(i, Character.toLowerCase(out.charAt(i)));
            }
        }
        return out.toString();
    }

    /** Texts by their code points, which is the order of their bytes in UTF-8. */
    @SuppressWarnings("unchecked")
    private static int compare(Object left, Object right) {
        if (left instanceof String a && right instanceof String b) {
            return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
        }
        return ((Comparable<Object>) left).compareTo(right);
    }
}
