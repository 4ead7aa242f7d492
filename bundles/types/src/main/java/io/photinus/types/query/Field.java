package io.photinus.types.query;

/** One field by which a collection can be filtered and sorted; the name is lower case, as in the API. */
public record Field(String name, FieldType type) {}
