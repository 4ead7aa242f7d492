package io.photinus.types;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A namespace: its local name and the name that the network uses (protocol 2.10). */
public record Namespace(
        String name,
        String networkName,
        String description,
        @Nullable Instant created) {}
