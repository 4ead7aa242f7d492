package io.photinus.persistence.sql;

import io.photinus.types.Batch;
import io.photinus.types.BatchPersisted;
import io.photinus.types.Hash;
import io.photinus.types.Transaction;
import io.photinus.types.TransactionRef;
import io.photinus.types.TxType;
import io.photinus.types.json.RawJson;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

abstract class BatchContract extends StoreContract {
    private BatchPersisted batch() {
        return batch(UUID.randomUUID(), ns);
    }

    static BatchPersisted batch(UUID id, String namespace) {
        return new BatchPersisted(
                id,
                Batch.PRIVATE,
                namespace,
                UUID.randomUUID(),
                Hash.sha256("group"),
                Samples.TIME,
                "did:firefly:org/org_1",
                "0xabc",
                Hash.sha256("batch"),
                RawJson.require("{\"version\":1}"),
                new TransactionRef(TxType.BATCH_PIN, UUID.randomUUID()),
                null);
    }

    @Test
    void givesBackABatchAndItsPayload() {
        BatchPersisted own = batch();
        BatchPersisted received = batch();

        List<Boolean> inserted = write(tx -> List.of(
                tx.batches().insert(ns, own, "{\"payload\":true}"),
                tx.batches().insert(ns, received, null),
                tx.batches().insert(ns, own, "other")));

        assertThat(inserted).containsExactly(true, true, false);
        assertThat(committed.batches().find(ns, own.id())).contains(own);
        assertThat(committed.batches().payload(ns, own.id())).contains("{\"payload\":true}");
        assertThat(committed.batches().payload(ns, received.id())).isEmpty();
        assertThat(committed.batches().findAll(ns, List.of(own.id(), received.id())))
                .containsExactlyInAnyOrder(own, received);
        assertThat(committed.batches().find(otherNs, own.id())).isEmpty();
    }

    @Test
    void confirmsOnceAndDropsThePayload() {
        BatchPersisted batch = batch();
        run(tx -> tx.batches().insert(ns, batch, "payload"));

        run(tx -> tx.batches().confirm(ns, List.of(batch.id()), Samples.TIME));
        run(tx -> tx.batches().confirm(ns, List.of(batch.id()), Samples.TIME.plusSeconds(9)));

        assertThat(committed.batches().find(ns, batch.id()).orElseThrow().confirmed())
                .isEqualTo(Samples.TIME);
        assertThat(committed.batches().payload(ns, batch.id())).isEmpty();
    }

    @Test
    void collectsTheLedgerIdsOfATransactionInOrder() {
        Transaction transaction =
                new Transaction(UUID.randomUUID(), ns, TxType.BATCH_PIN, Samples.TIME, "key", List.of());

        Set<UUID> fresh = write(tx -> tx.transactions().insert(ns, List.of(transaction)));
        run(tx -> {
            tx.transactions().addBlockchainId(ns, transaction.id(), "0xBB");
            tx.transactions().addBlockchainId(ns, transaction.id(), "0xaa");
            tx.transactions().addBlockchainId(ns, transaction.id(), "0xbb");
            tx.transactions().addBlockchainId(ns, UUID.randomUUID(), "0xcc");
        });

        assertThat(fresh).containsExactly(transaction.id());
        assertThat(committed.transactions().find(ns, transaction.id()))
                .contains(new Transaction(
                        transaction.id(), ns, TxType.BATCH_PIN, Samples.TIME, "key", List.of("0xaa", "0xbb")));
        assertThat(committed.transactions().find(otherNs, transaction.id())).isEmpty();
    }

    @Test
    void acceptsATransactionOnceByIdAndByIdempotencyKey() {
        Transaction first = new Transaction(UUID.randomUUID(), ns, TxType.UNPINNED, Samples.TIME, "k", List.of("0x1"));
        Transaction sameId = new Transaction(first.id(), ns, TxType.NONE, Samples.TIME, null, List.of());
        Transaction sameKey = new Transaction(UUID.randomUUID(), ns, TxType.NONE, Samples.TIME, "k", List.of());
        Transaction noKey = new Transaction(UUID.randomUUID(), ns, TxType.NONE, Samples.TIME, null, List.of());
        run(tx -> tx.transactions().insert(ns, List.of(first)));

        Set<UUID> fresh = write(tx -> tx.transactions().insert(ns, List.of(sameId, sameKey, noKey)));

        assertThat(fresh).containsExactly(noKey.id());
        assertThat(committed.transactions().findAll(ns, List.of(first.id(), noKey.id())))
                .containsExactlyInAnyOrder(first, noKey);
    }
}
