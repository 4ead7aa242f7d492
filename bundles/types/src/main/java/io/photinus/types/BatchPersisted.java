package io.photinus.types;

import io.photinus.types.json.Opt;
import io.photinus.types.json.RawJson;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A batch as the API shows it (protocol 2.3): header and manifest, without payload. */
public record BatchPersisted(
        UUID id,
        String type,
        String namespace,
        @Opt @Nullable UUID node,
        @Opt @Nullable Hash group,
        @Nullable Instant created,
        @Opt @Nullable String author,
        @Opt @Nullable String key,
        @Nullable Hash hash,
        @Nullable RawJson manifest,
        TransactionRef tx,
        @Nullable Instant confirmed) {}
