package io.photinus.persistence.sql;

import io.photinus.types.BatchPersisted;
import io.photinus.types.Hash;
import io.photinus.types.TransactionRef;
import io.photinus.types.TxType;
import io.photinus.types.json.RawJson;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of batches. */
record BatchRow(
        String namespace,
        UUID id,
        @Nullable String type,
        @Nullable UUID node,
        @Nullable Hash groupHash,
        @Nullable Instant created,
        @Nullable String author,
        @Nullable String key,
        @Nullable Hash hash,
        @Nullable TxType txType,
        @Nullable UUID txId,
        @Nullable Instant confirmed,
        @Nullable RawJson manifest) {

    static BatchRow of(String namespace, BatchPersisted batch) {
        return new BatchRow(
                namespace,
                batch.id(),
                batch.type(),
                batch.node(),
                batch.group(),
                batch.created(),
                Text.orEmpty(batch.author()),
                Text.orEmpty(batch.key()),
                batch.hash(),
                batch.tx().type(),
                batch.tx().id(),
                batch.confirmed(),
                batch.manifest());
    }

    BatchPersisted toBatch() {
        return new BatchPersisted(
                id,
                Text.orEmpty(type),
                namespace,
                node,
                groupHash,
                created,
                author,
                key,
                hash,
                manifest,
                new TransactionRef(txType, txId),
                confirmed);
    }
}
