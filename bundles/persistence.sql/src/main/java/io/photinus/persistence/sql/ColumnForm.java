package io.photinus.persistence.sql;

/** How values of a Java type stand in a column; for handlers whose values are bound many at once, as an array. */
interface ColumnForm<T> {
    /** Whether the column holds whole numbers; else it holds text. */
    boolean number();

    /** What the column holds: a {@link Long} or a {@link String}. */
    Object column(T value);
}
