package io.photinus.types.query;

import org.jspecify.annotations.Nullable;

/**
 * One comparison.
 *
 * @param value a String, Long, Boolean or {@link java.time.Instant} by the field's type; null means «is null» (only with
 *     {@link Operator#EQUAL})
 */
public record Match(
        Operator operator,
        boolean negate,
        boolean ignoreCase,
        @Nullable Object value) {
    public static Match equal(@Nullable Object value) {
        return new Match(Operator.EQUAL, false, false, value);
    }
}
