package io.photinus.engine.operations;

import io.photinus.engine.work.NamespaceContext;
import io.photinus.persistence.Store;
import io.photinus.types.OpType;
import io.photinus.types.Operation;
import io.photinus.types.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;

/**
 * Downloads the batches of other members (protocol 10). A batch that can never be accepted is dropped: the operation
 * succeeds and its output says why. Never two downloads depend on each other.
 */
final class DownloadHandler implements Handler {
    private final NamespaceContext context;
    private final ReceivedBatches received;
    private final Executor workers;
    private final ConcurrentMap<Operation, ReceivedBatches.Checked> fetched = new ConcurrentHashMap<>();

    DownloadHandler(NamespaceContext context, ReceivedBatches received, Executor workers) {
        this.context = context;
        this.received = received;
        this.workers = workers;
    }

    @Override
    public Set<OpType> types() {
        return Set.of(OpType.SHAREDSTORAGE_DOWNLOAD_BATCH);
    }

    @Override
    public String lane(Operation operation) {
        return operation.id().toString();
    }

    @Override
    public boolean keepsOrder() {
        return false;
    }

    @Override
    public CompletableFuture<Outcome> call(Operation operation) {
        String reference = operation.input().string("payloadRef");
        return context.slots()
                .sharedStorage()
                .call(plugin -> plugin.download(reference), NamespaceContext.CALL_LIMIT)
                .thenApplyAsync(this::read, workers)
                .thenApply(bytes -> {
                    ReceivedBatches.Checked checked = received.check(bytes);
                    fetched.put(operation, checked);
                    Map<String, Object> output = new HashMap<>();
                    output.put("batch", checked.batchId());
                    if (!checked.problem().isEmpty()) {
                        output.put("dropped", checked.problem());
                    }
                    output.values().remove("");
                    return new Outcome.Done(JsonObject.of(output));
                });
    }

    /** Reaching the limit fails the attempt (protocol 4.2). */
    private byte[] read(InputStream stream) {
        long limit = context.config().batchPayloadLimit() + 1024;
        try (stream) {
            byte[] bytes = stream.readNBytes((int) limit);
            if (bytes.length >= limit) {
                throw new IllegalStateException("FF10377: the batch is larger than " + limit + " bytes");
            }
            return bytes;
        } catch (IOException failed) {
            throw new UncheckedIOException("the content cannot be read: " + failed.getMessage(), failed);
        }
    }

    @Override
    public void record(Store.Transaction tx, Operation operation, Outcome outcome) {
        ReceivedBatches.Checked checked = fetched.get(operation);
        if (checked != null && outcome instanceof Outcome.Done) {
            received.store(tx, checked);
        }
        // Not before: a commit that fails is repeated.
        tx.afterCommit(() -> fetched.remove(operation));
    }

    @Override
    public void discard(Operation operation) {
        fetched.remove(operation);
    }
}
