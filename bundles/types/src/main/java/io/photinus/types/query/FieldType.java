package io.photinus.types.query;

/** What a filter field holds, which decides how its values are parsed and compared (api 6.2). */
public enum FieldType {
    TEXT,
    UUID,
    HASH,
    /** A list of texts, stored comma-joined. */
    LIST,
    JSON,
    INTEGER,
    BOOLEAN,
    TIME,
    /** A whole number of up to 256 bits that is not negative, stored as 64 hex digits, so that text sorts as numbers do. */
    AMOUNT;

    /** Whether the operators contains, starts with, ends with and the case modifier can be used. */
    public boolean textual() {
        return switch (this) {
            case TEXT, UUID, HASH, LIST, JSON -> true;
            case INTEGER, BOOLEAN, TIME, AMOUNT -> false;
        };
    }
}
