package io.photinus.rest.internal.query;

import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.query.Field;
import io.photinus.types.query.Match;
import io.photinus.types.query.Operator;

/**
 * One value of a filter parameter, taken apart: {@code [modifiers][operator]text} (api 6.1). The text gets its type later,
 * when the query runs, since its mistakes are answered after those of the namespace.
 *
 * @param nullable whether an empty text means null
 * @param all whether all values of the field must hold
 */
record FilterText(Operator operator, boolean negate, boolean ignoreCase, boolean nullable, boolean all, String text) {
    private static final String MODIFIERS = "!:?[]";
    private static final String ENDING = "=@^$";

    /**
     * @throws NodeProblem FF00193 for a modifier that the operator does not take
     */
    static FilterText parse(String source) {
        StringBuilder modifiers = new StringBuilder();
        Operator operator = Operator.EQUAL;
        char open = 0;
        int at = 0;
        while (at < source.length()) {
            char c = source.charAt(at);
            if (MODIFIERS.indexOf(c) >= 0) {
                modifiers.append(c);
            } else if (ENDING.indexOf(c) >= 0) {
                operator = ended(open, c);
                at++;
                break;
            } else if (open == 0 && (c == '<' || c == '>')) {
                open = c;
                operator = c == '>' ? Operator.GREATER : Operator.LESS;
            } else {
                // The operator doubled, so that a text may begin with it; another character belongs to the text.
                at += open != 0 && c == open ? 1 : 0;
                break;
            }
            at++;
        }
        return of(operator, modifiers.toString(), source.substring(at));
    }

    private static Operator ended(char open, char end) {
        if (open == 0) {
            return switch (end) {
                case '@' -> Operator.CONTAINS;
                case '^' -> Operator.STARTS_WITH;
                case '$' -> Operator.ENDS_WITH;
                default -> Operator.EQUAL;
            };
        }
        if (end != '=') {
            return Operator.EQUAL;
        }
        return open == '>' ? Operator.GREATER_OR_EQUAL : Operator.LESS_OR_EQUAL;
    }

    private static FilterText of(Operator operator, String modifiers, String text) {
        if (operator.ordered()) {
            modifiers
                    .chars()
                    .filter(modifier -> modifier != '[' && modifier != ']')
                    .findFirst()
                    .ifPresent(modifier -> {
                        throw new NodeProblem(ErrorCode.FF00193, Character.toString(modifier), sign(operator));
                    });
        }
        return new FilterText(
                operator,
                modifiers.indexOf('!') >= 0,
                modifiers.indexOf(':') >= 0,
                modifiers.indexOf('?') >= 0,
                modifiers.indexOf('[') >= 0,
                text);
    }

    private static String sign(Operator operator) {
        return switch (operator) {
            case GREATER -> ">";
            case GREATER_OR_EQUAL -> ">=";
            case LESS -> "<";
            default -> "<=";
        };
    }

    /**
     * The comparison with a value of the field's type.
     *
     * @throws NodeProblem FF00143, FF00144 or FF00145
     */
    Match match(Field field) {
        return Values.match(field, operator, negate, ignoreCase, nullable && text.isEmpty() ? null : text);
    }
}
