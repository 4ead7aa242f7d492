package io.photinus.engine.batch;

import io.photinus.engine.cores.JobLease;
import io.photinus.engine.data.StoredData;
import io.photinus.engine.network.Identities;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.persistence.EventRepository.NewEvent;
import io.photinus.persistence.MessageRepository.ReadyMessage;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Seals batches: manifest, hash, transaction and the exact text to upload are stored in one commit, with the operation
 * that will upload it. From then on the same batch is resumed after any crash, byte for byte (protocol 4.3, 4.5).
 */
public final class BatchSealer {
    /** What every receiver reads at most from shared storage, whatever its own settings (protocol 4.2). */
    private static final int RECEIVER_SLACK = 1024;

    private final NamespaceContext context;
    private final JobLease lease;
    private final Identities identities;
    private final SealedBatches recent;
    private volatile @Nullable UUID node;

    public BatchSealer(NamespaceContext context, JobLease lease, Identities identities, SealedBatches recent) {
        this.context = context;
        this.lease = lease;
        this.identities = identities;
        this.recent = recent;
    }

    /**
     * Seals a batch of each of these groups, all in one commit; of fewer messages, in order, when they do not fit into what
     * receivers accept.
     *
     * @return whether every message is in a batch now
     */
    public boolean seal(List<List<ReadyMessage>> groups) {
        List<UUID> ids =
                groups.stream().flatMap(List::stream).map(ReadyMessage::id).toList();
        Map<UUID, Message> messages = new HashMap<>();
        context.store()
                .read(store -> store.messages().findAll(context.name(), ids))
                .forEach(message -> messages.put(message.id(), message));
        Map<UUID, Data> data = StoredData.of(context, List.copyOf(messages.values()));
        boolean whole = true;
        List<Sealed> sealed = new ArrayList<>(groups.size());
        for (List<ReadyMessage> group : groups) {
            Sealed one = seal(group, messages, data);
            sealed.add(one);
            whole &= one.taken().size() == group.size();
        }
        store(sealed);
        sealed.forEach(one -> recent.add(one.batch()));
        context.failpoints().pass("out.sealed");
        return whole;
    }

    private Sealed seal(List<ReadyMessage> group, Map<UUID, Message> messages, Map<UUID, Data> data) {
        int count = group.size();
        Sealed sealed = build(group, messages, data);
        while (count > 1 && sealed.batch().payload().length >= context.config().batchPayloadLimit() + RECEIVER_SLACK) {
            count = (count + 1) / 2;
            sealed = build(group.subList(0, count), messages, data);
        }
        return sealed;
    }

    /** A batch, its text for the store, and what is in it. */
    private record Sealed(SealedBatches.Sealed batch, String text, List<ReadyMessage> taken) {}

    private Sealed build(List<ReadyMessage> taken, Map<UUID, Message> stored, Map<UUID, Data> data) {
        List<Message> messages = taken.stream()
                .map(ready -> Objects.requireNonNull(stored.get(ready.id()), "a message that waits is stored"))
                .toList();
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
        BatchPersisted row = new BatchPersisted(
                id,
                batch.type(),
                context.name(),
                batch.node(),
                null,
                batch.created(),
                batch.author(),
                batch.key(),
                batch.hash(),
                RawJson.trusted(manifest),
                payload.tx(),
                null);
        String text = Json.write(batch);
        return new Sealed(SealedBatches.Sealed.of(row, text.getBytes(StandardCharsets.UTF_8), messages), text, taken);
    }

    private @Nullable UUID localNode() {
        UUID known = node;
        if (known == null) {
            known = identities.localNode().map(Identity::id).orElse(null);
            node = known;
        }
        return known;
    }

    private void store(List<Sealed> all) {
        String ns = context.name();
        Instant now = context.now();
        List<Transaction> transactions = new ArrayList<>();
        List<Operation> uploads = new ArrayList<>();
        List<NewEvent> events = new ArrayList<>();
        for (Sealed sealed : all) {
            TransactionRef tx = sealed.batch().row().tx();
            UUID txId = Objects.requireNonNull(tx.id());
            TxType type = Objects.requireNonNull(tx.type());
            transactions.add(new Transaction(txId, ns, type, now, null, List.of()));
            uploads.add(upload(sealed.batch().row().id(), txId, now));
            events.add(
                    new NewEvent(context.newId(), EventType.TRANSACTION_SUBMITTED, txId, null, txId, type.wire(), now));
        }
        context.store().write(lease.require(), transaction -> {
            transaction.transactions().insert(ns, transactions);
            for (Sealed sealed : all) {
                transaction.batches().insert(ns, sealed.batch().row(), sealed.text());
            }
            transaction
                    .messages()
                    .seal(
                            ns,
                            all.stream()
                                    .map(Sealed::taken)
                                    .flatMap(List::stream)
                                    .toList());
            transaction.operations().insert(ns, uploads);
            transaction.events().append(ns, events);
            transaction.afterCommit(context.bells().uploads()::ring);
            return all;
        });
    }

    private Operation upload(UUID batch, UUID tx, Instant now) {
        return new Operation(
                context.newId(),
                context.name(),
                tx,
                OpType.SHAREDSTORAGE_UPLOAD_BATCH,
                OpStatus.PENDING,
                context.slots().sharedStorage().name(),
                JsonObject.of(Map.of("id", batch.toString())),
                null,
                null,
                now,
                now,
                null);
    }
}
