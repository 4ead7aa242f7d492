package io.photinus.api;

import io.photinus.types.OpStatus;
import io.photinus.types.json.JsonObject;
import io.photinus.types.json.Opt;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far a transaction has come (protocol 2.4, api 3.5). */
public record TransactionStatus(OpStatus status, List<Detail> details) {
    public TransactionStatus {
        details = List.copyOf(details);
    }

    /** One part: {@code type} is Operation, BlockchainEvent or Batch. */
    public record Detail(
            String type,
            @Opt @Nullable String subtype,
            OpStatus status,
            @Opt @Nullable Instant timestamp,
            @Opt @Nullable UUID id,
            @Opt @Nullable String error,
            @Opt @Nullable JsonObject info) {}
}
