package io.photinus.types.query;

/** How a filter compares (api 6.1). */
public enum Operator {
    EQUAL,
    CONTAINS,
    STARTS_WITH,
    ENDS_WITH,
    GREATER,
    GREATER_OR_EQUAL,
    LESS,
    LESS_OR_EQUAL;

    /** Whether it asks for greater or less. */
    public boolean ordered() {
        return ordinal() >= GREATER.ordinal();
    }

    /** Whether it looks into a text. */
    public boolean partial() {
        return this == CONTAINS || this == STARTS_WITH || this == ENDS_WITH;
    }
}
