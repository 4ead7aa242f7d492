package io.photinus.types;

import io.photinus.types.json.Opt;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message as this node holds and shows it (protocol 2.1). */
public record Message(
        MessageHeader header,
        @Opt @Nullable String localNamespace,
        @Opt @Nullable Hash hash,
        @Opt @Nullable UUID batch,
        @Opt @Nullable UUID txid,
        @Opt @Nullable MessageState state,
        @Opt @Nullable Instant confirmed,
        @Opt @Nullable String rejectReason,
        List<DataRef> data,
        @Opt List<String> pins,
        @Opt @Nullable String idempotencyKey) {

    public Message {
        Objects.requireNonNull(header, "header");
        data = data == null ? List.of() : List.copyOf(data);
        pins = pins == null ? List.of() : List.copyOf(pins);
    }

    /** The message's id, for messages that are known to have one (stored, or verified). */
    public UUID id() {
        return Objects.requireNonNull(header.id(), "a message without id");
    }

    /** The part that travels in a batch; everything local is gone. */
    public Message forBatch() {
        return new Message(header, null, hash, null, null, null, null, null, data, pins, null);
    }

    /** A received message as it is first stored. */
    public Message received(String local, UUID batchId, @Nullable UUID tx) {
        return new Message(header, local, hash, batchId, tx, MessageState.PENDING, null, null, data, pins, null);
    }
}
