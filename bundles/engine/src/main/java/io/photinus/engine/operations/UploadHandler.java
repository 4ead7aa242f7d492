package io.photinus.engine.operations;

import io.photinus.engine.work.NamespaceContext;
import io.photinus.persistence.Store;
import io.photinus.types.Batch;
import io.photinus.types.Contexts;
import io.photinus.types.Hash;
import io.photinus.types.Ids;
import io.photinus.types.OpStatus;
import io.photinus.types.OpType;
import io.photinus.types.Operation;
import io.photinus.types.json.Json;
import io.photinus.types.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Uploads sealed batches to shared storage, and records the pin that follows (protocol 4.4). */
final class UploadHandler implements Handler {
    private final NamespaceContext context;

    UploadHandler(NamespaceContext context) {
        this.context = context;
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
        String text = context.store()
                .read(store -> store.batches().payload(context.name(), batch))
                .orElse(null);
        if (text == null) {
            return CompletableFuture.completedFuture(
                    new Outcome.Refused("batch " + batch + " has no payload any more: it is confirmed, or not ours"));
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
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
        String text = tx.batches()
                .payload(context.name(), batchId)
                .orElseThrow(
                        () -> new IllegalStateException("batch " + batchId + " lost its payload during its upload"));
        Batch batch = Json.read(text, Batch.class);
        List<String> contexts = Contexts.ofBroadcasts(batch.payload().messages()).stream()
                .map(Hash::toString)
                .toList();
        Instant now = context.now();
        tx.operations()
                .insert(
                        context.name(),
                        List.of(new Operation(
                                context.newId(),
                                context.name(),
                                operation.tx(),
                                OpType.BLOCKCHAIN_PIN_BATCH,
                                OpStatus.INITIALIZED,
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
