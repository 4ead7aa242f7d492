package io.photinus.rest.internal.resources;

import io.photinus.types.Data;
import io.photinus.types.DataRef;
import io.photinus.types.DatatypeRef;
import io.photinus.types.Hash;
import io.photinus.types.Message;
import io.photinus.types.MessageHeader;
import io.photinus.types.MessageState;
import io.photinus.types.ValidatorType;
import io.photinus.types.json.Opt;
import io.photinus.types.json.RawJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A message with the values of its data in place of their references ({@code fetchdata}; api 3.1, row 7). */
public record MessageWithData(
        MessageHeader header,
        @Opt @Nullable String localNamespace,
        @Opt @Nullable Hash hash,
        @Opt @Nullable UUID batch,
        @Opt @Nullable UUID txid,
        @Opt @Nullable MessageState state,
        @Opt @Nullable Instant confirmed,
        @Opt @Nullable String rejectReason,
        @Opt List<Value> data,
        @Opt List<String> pins,
        @Opt @Nullable String idempotencyKey) {

    /** A data item inside of a message; what has not arrived yet stays a reference. */
    public record Value(
            @Opt @Nullable UUID id,
            @Opt @Nullable Hash hash,
            @Opt @Nullable ValidatorType validator,
            @Opt @Nullable DatatypeRef datatype,
            @Opt @Nullable RawJson value) {

        private static Value of(DataRef ref, @Nullable Data data) {
            return data == null
                    ? new Value(ref.id(), ref.hash(), null, null, null)
                    : new Value(ref.id(), ref.hash(), data.validator(), data.datatype(), data.value());
        }
    }

    /** Puts data into messages; the order of both is kept. */
    static List<MessageWithData> of(List<Message> messages, List<Data> data) {
        Map<UUID, Data> byId = data.stream()
                .filter(item -> item.id() != null)
                .collect(Collectors.toMap(Data::id, Function.identity(), (first, second) -> first));
        return messages.stream().map(message -> of(message, byId)).toList();
    }

    private static MessageWithData of(Message message, Map<UUID, Data> data) {
        return new MessageWithData(
                message.header(),
                message.localNamespace(),
                message.hash(),
                message.batch(),
                message.txid(),
                message.state(),
                message.confirmed(),
                message.rejectReason(),
                message.data().stream()
                        .map(ref -> Value.of(ref, ref.id() == null ? null : data.get(ref.id())))
                        .toList(),
                message.pins(),
                message.idempotencyKey());
    }
}
