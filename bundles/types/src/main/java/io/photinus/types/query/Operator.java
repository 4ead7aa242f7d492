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
    LESS_OR_EQUAL
}
