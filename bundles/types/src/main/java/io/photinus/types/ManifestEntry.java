package io.photinus.types;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message of a manifest (protocol 2.3).
 *
 * @param topics how many topics the message has, hence how many pins
 */
public record ManifestEntry(@Nullable UUID id, @Nullable Hash hash, int topics) {}
