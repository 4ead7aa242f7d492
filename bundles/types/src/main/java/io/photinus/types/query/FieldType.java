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
    TIME;

    /** Whether the operators contains, starts with, ends with and the case modifier can be used. */
    public boolean textual() {
        return this != INTEGER && this != BOOLEAN && this != TIME;
    }
}
