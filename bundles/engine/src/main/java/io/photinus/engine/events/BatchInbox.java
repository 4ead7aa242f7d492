package io.photinus.engine.events;

import io.photinus.engine.messaging.MessageSealer;
import io.photinus.engine.operations.ReceivedBatches;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.persistence.MessageRepository.NewMessage;
import io.photinus.persistence.Store;
import io.photinus.types.Batch;
import io.photinus.types.BatchManifest;
import io.photinus.types.BatchPayload;
import io.photinus.types.BatchPersisted;
import io.photinus.types.Data;
import io.photinus.types.DataRef;
import io.photinus.types.DatatypeRef;
import io.photinus.types.Hash;
import io.photinus.types.Message;
import io.photinus.types.TxType;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.Json;
import io.photinus.types.json.JsonInputException;
import io.photinus.types.json.RawJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies and stores the batches of other members (protocol 6.2). One wrong element makes the whole batch invalid; the row
 * of a batch whose manifest fits stays even then, and its pins stay parked (protocol 16.14).
 */
public final class BatchInbox implements ReceivedBatches {
    private static final Logger LOG = LoggerFactory.getLogger(BatchInbox.class);
    private static final int MAX_TEXT = 1024;
    private static final int MAX_NAME = 64;

    private final NamespaceContext context;
    private final Consumer<UUID> stored;

    /**
     * @param stored told the id of each batch after the commit that stored it
     */
    public BatchInbox(NamespaceContext context, Consumer<UUID> stored) {
        this.context = context;
        this.stored = stored;
    }

    /** A verified batch; without messages when only its row may be stored, without row when not even that. */
    private record CheckedBatch(
            String batchId, String problem, @Nullable BatchPersisted row, BatchPayload payload) implements Checked {}

    /** Raised by the checks; the text says what is wrong. */
    private static final class InvalidBatch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InvalidBatch(String message) {
            super(message);
        }
    }

    @Override
    public Checked check(byte[] text) {
        Batch batch;
        try {
            batch = Json.read(text, Batch.class);
        } catch (JsonInputException | NodeProblem unreadable) {
            return dropped("", "the text is no batch: " + unreadable.getMessage());
        }
        String id = batch.id() == null ? "" : batch.id().toString();
        if (!batch.namespace().equals(context.settings().networkName())) {
            return dropped(id, "it belongs to the network namespace '" + batch.namespace() + "'");
        }
        BatchPersisted row;
        try {
            row = header(batch);
        } catch (InvalidBatch invalid) {
            return dropped(id, invalid.getMessage());
        }
        try {
            checkContent(batch);
            return new CheckedBatch(id, "", row, batch.payload());
        } catch (InvalidBatch | NodeProblem invalid) {
            LOG.atInfo()
                    .addKeyValue("ns", context.name())
                    .addKeyValue("batch", id)
                    .log("the content of the batch is refused: {}", invalid.getMessage());
            return new CheckedBatch(id, String.valueOf(invalid.getMessage()), row, BatchPayload.NONE);
        }
    }

    private CheckedBatch dropped(String id, @Nullable String problem) {
        String sentence = String.valueOf(problem);
        LOG.atInfo().addKeyValue("ns", context.name()).addKeyValue("batch", id).log("a batch is dropped: {}", sentence);
        return new CheckedBatch(id, sentence, null, BatchPayload.NONE);
    }

    private BatchPersisted header(Batch batch) {
        BatchPayload payload = batch.payload();
        TxType type = payload.tx().type();
        require(
                batch.id() != null && payload.tx().id() != null && batch.hash() != null,
                "id, transaction or hash is missing");
        require(batch.created() != null, "the time of creation is missing");
        require(!payload.messages().isEmpty(), "it has no messages");
        require(type != null && type.allowedOnMessage(), "its transaction type is not allowed");
        String manifest = BatchManifest.of(batch.id(), payload).text();
        if (!BatchManifest.hash(manifest).equals(batch.hash())) {
            // Up to FireFly 0.13 the hash was taken over the whole payload.
            require(Hash.sha256(Json.bytes(payload)).equals(batch.hash()), "its hash does not match its content");
        }
        return new BatchPersisted(
                Objects.requireNonNull(batch.id()),
                batch.type(),
                context.name(),
                batch.node(),
                batch.group(),
                batch.created(),
                batch.author(),
                batch.key(),
                batch.hash(),
                RawJson.trusted(manifest),
                payload.tx(),
                null);
    }

    private void checkContent(Batch batch) {
        Map<UUID, Hash> data = new HashMap<>();
        for (Data item : batch.payload().data()) {
            checkData(item, batch.type());
            data.put(Objects.requireNonNull(item.id()), Objects.requireNonNull(item.hash()));
        }
        Set<UUID> referenced = new HashSet<>();
        for (Message message : batch.payload().messages()) {
            require(message.header().id() != null && message.header().created() != null, "a message lacks id or time");
            require(
                    Objects.equals(message.header().author(), batch.author())
                            && Objects.equals(message.header().key(), batch.key()),
                    "a message names another author or key than the batch");
            require(
                    shorter(message.header().author(), MAX_TEXT)
                            && shorter(message.header().key(), MAX_TEXT),
                    "too long");
            require(shorter(message.header().type(), MAX_NAME), "a message type is too long");
            MessageSealer.checkContent(message.header(), message.data());
            MessageSealer.checkHashes(message);
            for (DataRef ref : message.data()) {
                require(
                        ref.hash() != null && ref.hash().equals(data.get(ref.id())),
                        "data " + ref.id() + " is missing or differs");
                referenced.add(Objects.requireNonNull(ref.id()));
            }
        }
        require(referenced.containsAll(data.keySet()), "it carries data that no message refers to");
    }

    private static void checkData(Data item, String batchType) {
        require(
                item.id() != null && item.hash() != null && item.created() != null,
                "a data item lacks id, hash or time");
        require(item.validator() != null, "a data item has no validator");
        Hash computed = Data.hashOf(item.value(), item.blob());
        require(computed != null && computed.equals(item.hash()), "the hash of data " + item.id() + " does not match");
        DatatypeRef datatype = item.datatype();
        require(
                datatype == null || shorter(datatype.name(), MAX_NAME) && shorter(datatype.version(), MAX_NAME),
                "a datatype name is too long");
        if (item.blob() != null && batchType.equals(Batch.BROADCAST)) {
            String reference = item.blob().publicRef();
            require(
                    reference != null && !reference.isEmpty(),
                    "blob of data " + item.id() + " has no public reference");
            require(shorter(item.blob().name(), MAX_TEXT) && shorter(reference, MAX_TEXT), "a blob name is too long");
        }
    }

    private static boolean shorter(@Nullable String text, int limit) {
        return text == null || text.length() <= limit;
    }

    private static void require(boolean ok, String otherwise) {
        if (!ok) {
            throw new InvalidBatch(otherwise);
        }
    }

    @Override
    public void store(Store.Transaction tx, Checked checked) {
        CheckedBatch batch = (CheckedBatch) checked;
        BatchPersisted row = batch.row();
        if (row == null) {
            return;
        }
        String ns = context.name();
        tx.batches().insert(ns, row, null);
        List<Data> data = batch.payload().data().stream()
                .map(item -> item.inNamespace(ns))
                .distinct()
                .toList();
        if (!fits(tx, data)) {
            return;
        }
        Map<UUID, UUID> carriers = new HashMap<>();
        for (Message message : batch.payload().messages()) {
            message.data()
                    .forEach(ref ->
                            carriers.putIfAbsent(ref.id(), message.header().id()));
        }
        Set<UUID> fresh = tx.data().insertCarried(ns, data, carriers);
        List<NewMessage> messages = new ArrayList<>();
        for (Message message : batch.payload().messages()) {
            Set<UUID> brought = message.data().stream()
                    .map(DataRef::id)
                    .filter(id -> fresh.contains(id)
                            && Objects.equals(carriers.get(id), message.header().id()))
                    .collect(Collectors.toSet());
            messages.add(new NewMessage(message.received(ns, row.id(), row.tx().id()), 0, brought));
        }
        tx.messages().insert(ns, messages);
        tx.afterCommit(() -> {
            context.failpoints().pass("in.stored");
            stored.accept(row.id());
        });
    }

    /** An id that is here with another hash makes the content invalid. */
    private boolean fits(Store.Transaction tx, List<Data> data) {
        Map<UUID, Hash> sent = new HashMap<>();
        data.forEach(item -> sent.put(item.id(), item.hash()));
        for (Data known : tx.data().findAll(context.name(), sent.keySet())) {
            if (!Objects.equals(known.hash(), sent.get(known.id()))) {
                LOG.atInfo()
                        .addKeyValue("ns", context.name())
                        .log("a batch is refused: data {} is here with another hash", known.id());
                return false;
            }
        }
        return true;
    }
}
