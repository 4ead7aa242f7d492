package io.photinus.engine.batch;

import io.photinus.engine.data.StoredData;
import io.photinus.engine.network.Identities;
import io.photinus.engine.work.JobLease;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.persistence.EventRepository.NewEvent;
import io.photinus.types.Batch;
import io.photinus.types.BatchManifest;
import io.photinus.types.BatchPayload;
import io.photinus.types.BatchPersisted;
import io.photinus.types.Data;
import io.photinus.types.DataRef;
import io.photinus.types.EventType;
import io.photinus.types.Identity;
import io.photinus.types.Message;
import io.photinus.types.MessageHeader;
import io.photinus.types.OpStatus;
import io.photinus.types.OpType;
import io.photinus.types.Operation;
import io.photinus.types.Transaction;
import io.photinus.types.TransactionRef;
import io.photinus.types.TxType;
import io.photinus.types.json.Json;
import io.photinus.types.json.JsonObject;
import io.photinus.types.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Seals one batch: manifest, hash, transaction and the exact text to upload are stored in one commit, with the operation
 * that will upload it. From then on the same batch is resumed after any crash, byte for byte (protocol 4.3, 4.5).
 */
public final class BatchSealer {
    /** What every receiver reads at most from shared storage, whatever its own settings (protocol 4.2). */
    private static final int RECEIVER_SLACK = 1024;

    private final NamespaceContext context;
    private final JobLease lease;
    private final Identities identities;
    private volatile @Nullable UUID node;

    public BatchSealer(NamespaceContext context, JobLease lease, Identities identities) {
        this.context = context;
        this.lease = lease;
        this.identities = identities;
    }

    /** Seals a batch of these messages; of fewer, in order, when they do not fit into what receivers accept. */
    public void seal(List<Message> messages) {
        Map<UUID, Data> data = StoredData.of(context, messages);
        int count = messages.size();
        Sealed sealed = build(messages, data);
        while (count > 1 && sealed.size() >= context.config().batchPayloadLimit() + RECEIVER_SLACK) {
            count = (count + 1) / 2;
            sealed = build(messages.subList(0, count), data);
        }
        store(sealed, messages.subList(0, count));
        context.failpoints().pass("out.sealed");
    }

    private record Sealed(Batch batch, String manifest, String text) {
        int size() {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }
    }

    private Sealed build(List<Message> messages, Map<UUID, Data> data) {
        MessageHeader first = messages.get(0).header();
        UUID id = context.newId();
        TxType type = first.txtype() == null ? TxType.BATCH_PIN : first.txtype();
        List<Data> payloadData = new ArrayList<>();
        for (Message message : messages) {
            for (DataRef ref : message.data()) {
                payloadData.add(Objects.requireNonNull(data.get(ref.id()), "data of a stored message")
                        .forBatch());
            }
        }
        BatchPayload payload = new BatchPayload(
                new TransactionRef(type, context.newId()),
                messages.stream().map(Message::forBatch).toList(),
                payloadData);
        String manifest = BatchManifest.of(id, payload).text();
        Batch batch = new Batch(
                id,
                Batch.BROADCAST,
                context.settings().networkName(),
                localNode(),
                null,
                context.now(),
                first.author(),
                first.key(),
                BatchManifest.hash(manifest),
                payload);
        return new Sealed(batch, manifest, Json.write(batch));
    }

    private @Nullable UUID localNode() {
        UUID known = node;
        if (known == null) {
            known = identities.localNode().map(Identity::id).orElse(null);
            node = known;
        }
        return known;
    }

    private void store(Sealed sealed, List<Message> messages) {
        Batch batch = sealed.batch();
        String ns = context.name();
        UUID batchId = Objects.requireNonNull(batch.id());
        TransactionRef tx = batch.payload().tx();
        UUID txId = Objects.requireNonNull(tx.id());
        TxType txType = Objects.requireNonNull(tx.type());
        Instant now = context.now();
        BatchPersisted row = new BatchPersisted(
                batchId,
                batch.type(),
                ns,
                batch.node(),
                null,
                batch.created(),
                batch.author(),
                batch.key(),
                batch.hash(),
                RawJson.trusted(sealed.manifest()),
                tx,
                null);
        Operation upload = new Operation(
                context.newId(),
                ns,
                txId,
                OpType.SHAREDSTORAGE_UPLOAD_BATCH,
                OpStatus.INITIALIZED,
                context.slots().sharedStorage().name(),
                JsonObject.of(Map.of("id", batchId.toString())),
                null,
                null,
                now,
                now,
                null);
        context.store().write(lease.require(), transaction -> {
            transaction.transactions().insert(ns, List.of(new Transaction(txId, ns, txType, now, null, List.of())));
            transaction.batches().insert(ns, row, sealed.text());
            transaction
                    .messages()
                    .seal(ns, batchId, messages.stream().map(Message::id).toList());
            transaction.operations().insert(ns, List.of(upload));
            transaction
                    .events()
                    .append(
                            ns,
                            List.of(new NewEvent(
                                    context.newId(),
                                    EventType.TRANSACTION_SUBMITTED,
                                    txId,
                                    null,
                                    txId,
                                    txType.wire(),
                                    now)));
            transaction.afterCommit(context.bells().uploads()::ring);
            return batchId;
        });
    }
}
