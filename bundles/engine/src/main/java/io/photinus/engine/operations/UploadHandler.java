package io.photinus.engine.operations;

import io.photinus.engine.batch.SealedBatches;
import io.photinus.engine.batch.SealedBatches.Sealed;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.persistence.Store;
import io.photinus.types.Hash;
import io.photinus.types.Ids;
import io.photinus.types.OpStatus;
import io.photinus.types.OpType;
import io.photinus.types.Operation;
import io.photinus.types.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Uploads sealed batches to shared storage, and records the pin that follows (protocol 4.4). */
final class UploadHandler implements Handler {
    private final NamespaceContext context;
    private final SealedBatches batches;

    UploadHandler(NamespaceContext context, SealedBatches batches) {
        this.context = context;
        this.batches = batches;
    }

    @Override
    public Set<OpType> types() {
        return Set.of(OpType.SHAREDSTORAGE_UPLOAD_BATCH);
    }

    /** Uploads do not depend on each other, but pins are recorded in the order in which batches were sealed. */
    @Override
    public String lane(Operation operation) {
        return "uploads";
    }

    @Override
    public boolean keepsOrder() {
        return true;
    }

    @Override
    public CompletableFuture<Outcome> call(Operation operation) {
        UUID batch = Ids.parse(operation.input().string("id"));
        Optional<Sealed> sealed = batches.recent(batch)
                .or(() -> context.store().read(store -> batches.find(store, context.name(), batch)));
        if (sealed.isEmpty()) {
            return CompletableFuture.completedFuture(
                    new Outcome.Refused("batch " + batch + " has no payload any more: it is confirmed, or not ours"));
        }
        byte[] bytes = sealed.get().payload();
        return context.slots()
                .sharedStorage()
                .call(plugin -> plugin.upload(new ByteArrayInputStream(bytes)), NamespaceContext.CALL_LIMIT)
                .thenApply(reference -> new Outcome.Done(JsonObject.of(Map.of("payloadRef", reference))));
    }

    @Override
    public void record(Store.Transaction tx, Operation operation, Outcome outcome) {
        if (!(outcome instanceof Outcome.Done done)) {
            return;
        }
        UUID batchId = Ids.parse(operation.input().string("id"));
        Sealed sealed = batches.find(tx, context.name(), batchId)
                .orElseThrow(
                        () -> new IllegalStateException("batch " + batchId + " lost its payload during its upload"));
        List<String> contexts = sealed.contexts().stream().map(Hash::toString).toList();
        Instant now = context.now();
        tx.operations()
                .insert(
                        context.name(),
                        List.of(new Operation(
                                context.newId(),
                                context.name(),
                                operation.tx(),
                                OpType.BLOCKCHAIN_PIN_BATCH,
                                OpStatus.PENDING,
                                context.slots().blockchain().name(),
                                JsonObject.of(Map.of(
                                        "batch",
                                        batchId.toString(),
                                        "contexts",
                                        contexts,
                                        "payloadRef",
                                        done.output().string("payloadRef"))),
                                null,
                                null,
                                now,
                                now,
                                null)));
        tx.afterCommit(context.bells().pins()::ring);
    }
}
