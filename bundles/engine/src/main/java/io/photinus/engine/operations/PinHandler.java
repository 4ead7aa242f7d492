package io.photinus.engine.operations;

import io.photinus.engine.batch.SealedBatches;
import io.photinus.engine.batch.SealedBatches.Sealed;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.persistence.Store;
import io.photinus.plugin.blockchain.BatchPinRequest;
import io.photinus.plugin.blockchain.Submission;
import io.photinus.types.BatchManifest;
import io.photinus.types.BatchPersisted;
import io.photinus.types.Hash;
import io.photinus.types.Ids;
import io.photinus.types.ManifestEntry;
import io.photinus.types.OpType;
import io.photinus.types.Operation;
import io.photinus.types.json.Json;
import io.photinus.types.json.JsonObject;
import io.photinus.types.json.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Pins batches on the ledger; the request id is the operation, so that a repetition is recognised (protocol 11.1). */
final class PinHandler implements Handler {
    private final NamespaceContext context;
    private final SealedBatches batches;

    PinHandler(NamespaceContext context, SealedBatches batches) {
        this.context = context;
        this.batches = batches;
    }

    private Optional<BatchPersisted> batch(Operation operation) {
        UUID id = Ids.parse(operation.input().string("batch"));
        return batches.recent(id).map(Sealed::row).or(() -> context.store()
                .read(store -> store.batches().find(context.name(), id)));
    }

    @Override
    public Set<OpType> types() {
        return Set.of(OpType.BLOCKCHAIN_PIN_BATCH);
    }

    /** The ledger orders by arrival, so the pins of one author go out as its batches were sealed. */
    @Override
    public String lane(Operation operation) {
        return batch(operation).map(BatchPersisted::author).orElse("");
    }

    @Override
    public boolean keepsOrder() {
        return true;
    }

    @Override
    public CompletableFuture<Outcome> call(Operation operation) {
        Optional<BatchPersisted> batch = batch(operation);
        if (batch.isEmpty()) {
            return CompletableFuture.completedFuture(
                    new Outcome.Refused("batch " + operation.input().string("batch") + " is not known"));
        }
        BatchPinRequest request = request(operation, batch.get());
        return context.slots()
                .blockchain()
                .call(plugin -> plugin.submitBatchPin(request), NamespaceContext.CALL_LIMIT)
                .thenApply(PinHandler::outcome);
    }

    private BatchPinRequest request(Operation operation, BatchPersisted batch) {
        List<Hash> contexts = new ArrayList<>();
        if (operation.input().get("contexts") instanceof List<?> texts) {
            texts.forEach(text -> contexts.add(Hash.parse(String.valueOf(text))));
        }
        RawJson location = Objects.requireNonNull(
                context.settings().contracts().get(0).location(), "a multiparty namespace has a contract location");
        return new BatchPinRequest(
                context.name() + ":" + operation.id(),
                location,
                Objects.requireNonNullElse(batch.key(), ""),
                operation.tx(),
                batch.id(),
                Objects.requireNonNull(batch.hash(), "a stored batch has a hash"),
                operation.input().string("payloadRef"),
                contexts);
    }

    private static Outcome outcome(Submission submission) {
        if (submission instanceof Submission.Accepted accepted) {
            return new Outcome.Submitted(JsonObject.of(Map.of("transactionHash", accepted.blockchainId())));
        }
        if (submission instanceof Submission.Refused refused) {
            return new Outcome.Refused(refused.reason());
        }
        if (submission instanceof Submission.Unknown unknown) {
            return new Outcome.Again(unknown.reason());
        }
        throw new IllegalStateException("an unknown kind of submission: " + submission);
    }

    /** The batch is on its way: its messages become sent. */
    @Override
    public void record(Store.Transaction tx, Operation operation, Outcome outcome) {
        if (outcome instanceof Outcome.Submitted submitted) {
            UUID batchId = Ids.parse(operation.input().string("batch"));
            tx.messages().sent(context.name(), messages(tx, batchId), batchId, operation.tx());
            tx.afterCommit(() -> batches.forget(batchId));
            String blockchainId = submitted.output().string("transactionHash");
            if (!blockchainId.isEmpty()) {
                tx.transactions().addBlockchainId(context.name(), operation.tx(), blockchainId);
            }
        }
    }

    /** By the manifest when the batch was sealed long ago: its payload goes when it is confirmed. */
    private List<UUID> messages(Store.Transaction tx, UUID batchId) {
        Optional<Sealed> recent = batches.recent(batchId);
        if (recent.isPresent()) {
            return recent.get().messages();
        }
        RawJson manifest = tx.batches()
                .find(context.name(), batchId)
                .map(BatchPersisted::manifest)
                .orElseThrow(() -> new IllegalStateException("batch " + batchId + " lost its manifest"));
        return Json.read(manifest.text(), BatchManifest.class).messages().stream()
                .map(ManifestEntry::id)
                .filter(Objects::nonNull)
                .toList();
    }
}
