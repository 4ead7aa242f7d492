package io.photinus.rest.internal.wire;

/** A body that must be JSON, but of which nothing is used. */
public record EmptyInput() {}
