package io.photinus.api;

import io.photinus.types.DataRef;
import io.photinus.types.DatatypeRef;
import io.photinus.types.Hash;
import io.photinus.types.MessageHeader;
import io.photinus.types.ValidatorType;
import io.photinus.types.json.Opt;
import io.photinus.types.json.RawJson;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message as an application sends it: MessageInOut on input (protocol 2.1, api 14). */
public record MessageDraft(
        @Nullable MessageHeader header,
        @Opt List<DataDraft> data,
        @Opt @Nullable String idempotencyKey) {

    public MessageDraft {
        data = data == null ? List.of() : List.copyOf(data);
    }

    /** One data item: a reference to a stored one, or a value to be stored. */
    public record DataDraft(
            @Opt @Nullable UUID id,
            @Opt @Nullable Hash hash,
            @Opt @Nullable ValidatorType validator,
            @Opt @Nullable DatatypeRef datatype,
            @Opt @Nullable RawJson value) {

        public DataRef ref() {
            return new DataRef(id, hash);
        }
    }
}
