package io.photinus.persistence.sql;

import io.photinus.types.BlobRef;
import io.photinus.types.Data;
import io.photinus.types.DatatypeRef;
import io.photinus.types.Hash;
import io.photinus.types.ValidatorType;
import io.photinus.types.json.RawJson;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of data.
 *
 * @param carrier the message that brought it; others that carry it stand in message_data
 */
record DataRow(
        String namespace,
        UUID id,
        @Nullable ValidatorType validator,
        @Nullable Hash hash,
        @Nullable Instant created,
        @Nullable String datatypeName,
        @Nullable String datatypeVersion,
        @Nullable String publicRef,
        @Nullable Hash blobHash,
        long blobSize,
        @Nullable String blobName,
        @Nullable String blobPath,
        @Nullable String blobPublic,
        @Nullable RawJson value,
        @Nullable UUID carrier) {

    static DataRow of(String namespace, Data data, @Nullable UUID carrier) {
        DatatypeRef datatype = data.datatype();
        BlobRef blob = data.blob();
        return new DataRow(
                namespace,
                Objects.requireNonNull(data.id(), "data without id"),
                data.validator(),
                data.hash(),
                data.created(),
                Text.orEmpty(datatype == null ? null : datatype.name()),
                Text.orEmpty(datatype == null ? null : datatype.version()),
                Text.orEmpty(data.publicRef()),
                blob == null ? null : blob.hash(),
                blob == null ? 0 : blob.size(),
                Text.orEmpty(blob == null ? null : blob.name()),
                Text.orEmpty(blob == null ? null : blob.path()),
                Text.orEmpty(blob == null ? null : blob.publicRef()),
                data.value(),
                carrier);
    }

    Data toData() {
        boolean typed = datatypeName != null || datatypeVersion != null;
        return new Data(
                id,
                validator,
                namespace,
                hash,
                created,
                typed ? new DatatypeRef(datatypeName, datatypeVersion) : null,
                value,
                publicRef,
                blobHash == null
                        ? null
                        : new BlobRef(blobHash, blobSize, Text.orEmpty(blobName), blobPath, blobPublic));
    }
}
