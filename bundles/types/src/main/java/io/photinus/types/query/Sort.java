package io.photinus.types.query;

/** One sort key. */
public record Sort(Field field, boolean descending) {}
