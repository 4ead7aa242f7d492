package io.photinus.types;

import org.jspecify.annotations.Nullable;

/** The value of a claim message (protocol 8.5). */
public record IdentityClaim(@Nullable Identity identity) {}
