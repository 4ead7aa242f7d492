package io.photinus.types;

import io.photinus.types.json.Opt;
import org.jspecify.annotations.Nullable;

/** Names a datatype (protocol 2.2). */
public record DatatypeRef(
        @Opt @Nullable String name, @Opt @Nullable String version) {}
