package io.photinus.types.query;

import org.jspecify.annotations.Nullable;

/**
 * One comparison.
 *
 * @param negate only with the operators for texts and {@link Operator#EQUAL}
 * @param value a String, Long, Boolean, {@link java.time.Instant} or {@link java.math.BigInteger} by the field's type; null
 *     means «is null» (only with {@link Operator#EQUAL})
 */
public record Match(
        Operator operator,
        boolean negate,
        boolean ignoreCase,
        @Nullable Object value) {
    public Match {
        if (negate && operator.ordered()) {
            throw new IllegalArgumentException(operator + " has no negation");
        }
    }

    public static Match equal(@Nullable Object value) {
        return new Match(Operator.EQUAL, false, false, value);
    }
}
