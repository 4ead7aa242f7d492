package io.photinus.types;

import io.photinus.types.json.Opt;
import io.photinus.types.json.RawJson;
import io.photinus.types.json.WireName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A data item: a JSON value, a file, or both (protocol 2.2). */
public record Data(
        @Opt @Nullable UUID id,
        @Nullable ValidatorType validator,
        @Opt @Nullable String namespace,
        @Opt @Nullable Hash hash,
        @Opt @Nullable Instant created,
        @Opt @Nullable DatatypeRef datatype,
        @Nullable RawJson value,
        @WireName("public") @Opt @Nullable String publicRef,
        @Opt @Nullable BlobRef blob) {

    /** The hash of value and blob by the rules of protocol 3; null when the item has neither. */
    public static @Nullable Hash hashOf(@Nullable RawJson value, @Nullable BlobRef blob) {
        Hash blobHash = blob == null ? null : blob.hash();
        if (value == null) {
            return blobHash;
        }
        Hash valueHash = Hash.sha256(value.text());
        return blobHash == null
                ? valueHash
                : Hash.sha256((valueHash.toString() + blobHash).getBytes(StandardCharsets.US_ASCII));
    }

    /** The reference that a message carries. */
    public DataRef ref() {
        return new DataRef(id, hash);
    }

    /** The part that travels in a broadcast batch: without local namespace and without the local public reference. */
    public Data forBatch() {
        return new Data(id, validator, null, hash, created, datatype, value, null, blob);
    }

    public Data inNamespace(String local) {
        return new Data(id, validator, local, hash, created, datatype, value, publicRef, blob);
    }
}
