package io.photinus.types;

import java.util.List;

/** What a batch carries (protocol 2.3). */
public record BatchPayload(TransactionRef tx, List<Message> messages, List<Data> data) {
    public static final BatchPayload NONE = new BatchPayload(new TransactionRef(null, null), List.of(), List.of());

    public BatchPayload {
        tx = tx == null ? new TransactionRef(null, null) : tx;
        messages = messages == null ? List.of() : List.copyOf(messages);
        data = data == null ? List.of() : List.copyOf(data);
    }
}
