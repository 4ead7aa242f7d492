package io.photinus.types;

import io.photinus.types.json.Opt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Names a transaction (protocol 2.4). */
public record TransactionRef(
        @Nullable TxType type, @Opt @Nullable UUID id) {}
