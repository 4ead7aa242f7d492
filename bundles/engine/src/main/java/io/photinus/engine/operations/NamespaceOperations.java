package io.photinus.engine.operations;

import io.photinus.api.Operations;
import io.photinus.engine.batch.SealedBatches;
import io.photinus.engine.cores.JobLease;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.types.OpStatus;
import io.photinus.types.OpType;
import io.photinus.types.Operation;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/** The operations of a namespace: the loops that run them, and what the API shows and retries. */
public final class NamespaceOperations implements Operations, AutoCloseable {
    private static final Set<OpType> RUNNABLE =
            Set.of(OpType.SHAREDSTORAGE_UPLOAD_BATCH, OpType.BLOCKCHAIN_PIN_BATCH, OpType.SHAREDSTORAGE_DOWNLOAD_BATCH);

    /** More reads than one page of downloads never wait. */
    private static final int MAX_READS = 200;

    private final NamespaceContext context;
    private final ThreadPoolExecutor readers;
    private final OperationLoop uploads;
    private final OperationLoop pins;
    private final OperationLoop downloads;

    /**
     * @param leases makes the lease of a job
     * @param sealed the batches that the sealer has just sealed
     */
    public NamespaceOperations(
            NamespaceContext context,
            Function<String, JobLease> leases,
            SealedBatches sealed,
            ReceivedBatches received) {
        this.context = context;
        this.readers = new ThreadPoolExecutor(
                context.config().downloadWorkers(),
                context.config().downloadWorkers(),
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MAX_READS),
                task -> {
                    Thread thread = new Thread(task, "photinus-" + context.name() + "-reader");
                    thread.setDaemon(true);
                    return thread;
                });
        this.readers.allowCoreThreadTimeOut(true);
        this.uploads = new OperationLoop(
                context,
                "upload",
                leases.apply("upload"),
                context.bells().uploads(),
                new UploadHandler(context, sealed));
        this.pins = new OperationLoop(
                context, "pin", leases.apply("pin"), context.bells().pins(), new PinHandler(context, sealed));
        this.downloads = new OperationLoop(
                context,
                "download",
                leases.apply("download"),
                context.bells().downloads(),
                new DownloadHandler(context, received, readers));
    }

    public void start() {
        loops().forEach(OperationLoop::start);
    }

    private Stream<OperationLoop> loops() {
        return Stream.of(uploads, pins, downloads);
    }

    /** One sentence; empty when nothing fails. */
    public String problem() {
        return loops().map(OperationLoop::problem)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** A plugin has come: what waited for it is tried at once. */
    public void pluginsChanged() {
        loops().forEach(OperationLoop::hurry);
    }

    @Override
    public Optional<Operation> find(UUID id) {
        return context.store().read(store -> store.operations().find(context.name(), id));
    }

    @Override
    public Operation retry(UUID id) {
        Operation fresh = context.store().write(null, tx -> {
            Operation newest =
                    tx.operations().find(context.name(), id).orElseThrow(() -> new NodeProblem(ErrorCode.FF10109));
            while (newest.retry() != null) {
                UUID next = newest.retry();
                newest = tx.operations()
                        .find(context.name(), next)
                        .orElseThrow(() -> new NodeProblem(ErrorCode.FF10109));
            }
            if (!RUNNABLE.contains(newest.type())) {
                throw new NodeProblem(ErrorCode.FF10371, newest.type().wire());
            }
            Instant now = context.now();
            Operation copy = new Operation(
                    context.newId(),
                    context.name(),
                    newest.tx(),
                    newest.type(),
                    OpStatus.INITIALIZED,
                    newest.plugin(),
                    newest.input(),
                    null,
                    null,
                    now,
                    now,
                    null);
            tx.operations().insert(context.name(), List.of(copy));
            // The chain grows at its end, so that no earlier link is lost.
            tx.operations().setRetry(context.name(), newest.id(), copy.id());
            tx.afterCommit(context.bells()::operationsStored);
            return copy;
        });
        return fresh;
    }

    @Override
    public void close() {
        loops().forEach(OperationLoop::close);
        readers.shutdownNow();
        try {
            readers.awaitTermination(Duration.ofSeconds(5).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
