package io.photinus.persistence.sql;

import io.photinus.types.query.Operator;

/**
 * Texts that no column holds: with a NUL, which one database refuses and the other takes for an end, or with half of a
 * surrogate pair, which has no UTF-8. They equal nothing and stand in nothing, but they have a place in the order.
 */
final class Storable {
    private static final String AFTER_SURROGATES = "\uE000";

    private Storable() {}

    static boolean test(String text) {
        return end(text) == text.length();
    }

    /** The index of the first character that cannot be stored. */
    private static int end(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c == '\0' || Character.isSurrogate(c)) {
                return i;
            }
        }
        return text.length();
    }

    /** A text that can be stored, and the operator by which it cuts all that can be stored at the same place. */
    record Cut(Operator operator, String text) {}

    static Cut cut(Operator operator, String text) {
        int end = end(text);
        boolean greater = operator == Operator.GREATER || operator == Operator.GREATER_OR_EQUAL;
        if (text.charAt(end) == '\0') {
            // What goes on after the same beginning goes on with something greater than NUL.
            return new Cut(greater ? Operator.GREATER : Operator.LESS_OR_EQUAL, text.substring(0, end));
        }
        return new Cut(greater ? Operator.GREATER_OR_EQUAL : Operator.LESS, text.substring(0, end) + AFTER_SURROGATES);
    }
}
