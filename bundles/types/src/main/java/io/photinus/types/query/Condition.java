package io.photinus.types.query;

import java.util.Collection;
import java.util.List;

/**
 * All comparisons of one field.
 *
 * @param all whether every one must hold; otherwise one is enough
 */
public record Condition(Field field, boolean all, List<Match> matches) {
    public Condition {
        matches = List.copyOf(matches);
    }

    /** A single comparison. */
    public static Condition of(Field field, Match match) {
        return new Condition(field, false, List.of(match));
    }

    public static Condition equal(Field field, Object value) {
        return new Condition(field, false, List.of(Match.equal(value)));
    }

    /** The field has one of these values; an empty collection matches nothing. */
    public static Condition in(Field field, Collection<?> values) {
        return new Condition(field, false, values.stream().map(Match::equal).toList());
    }
}
