package io.photinus.rest.internal.query;

import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.WireTime;
import io.photinus.types.query.Field;
import io.photinus.types.query.Match;
import io.photinus.types.query.Operator;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gives the texts of filters the type of their field (api 6.2). */
final class Values {
    /** Nothing else, as Java knows more digits than these, and no more of them than any field could need. */
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,500}");

    private Values() {}

    /**
     * A comparison with a value of the field's type.
     *
     * @param text null for the comparison with null
     * @throws NodeProblem FF00143, FF00144 or FF00145
     */
    static Match match(Field field, Operator operator, boolean negate, boolean ignoreCase, @Nullable String text) {
        boolean textual = ignoreCase || operator.partial();
        if (textual && !field.type().textual()) {
            throw new NodeProblem(ErrorCode.FF00145, field.name());
        }
        if (text == null && (textual || operator.ordered())) {
            throw new NodeProblem(ErrorCode.FF00144, field.name());
        }
        return new Match(operator, negate, ignoreCase, text == null ? null : value(field, text));
    }

    private static Object value(Field field, String text) {
        return switch (field.type()) {
            case INTEGER -> {
                try {
                    yield integer(field, text).longValueExact();
                } catch (ArithmeticException tooLarge) {
                    throw invalid(field, text, "integer", tooLarge);
                }
            }
            case AMOUNT -> integer(field, text);
            case BOOLEAN -> text.equalsIgnoreCase("true");
            case TIME -> {
                try {
                    yield WireTime.parse(text);
                } catch (NodeProblem malformed) {
                    throw invalid(field, text, "time", malformed);
                }
            }
            case TEXT, UUID, HASH, LIST, JSON -> text;
        };
    }

    private static BigInteger integer(Field field, String text) {
        if (!INTEGER.matcher(text).matches()) {
            throw invalid(field, text, "integer", null);
        }
        return new BigInteger(text);
    }

    static NodeProblem invalid(Field field, String text, String expected, @Nullable Throwable cause) {
        Object[] args = {text, field.name(), expected};
        return cause == null
                ? new NodeProblem(ErrorCode.FF00143, args)
                : new NodeProblem(ErrorCode.FF00143, cause, args);
    }
}
