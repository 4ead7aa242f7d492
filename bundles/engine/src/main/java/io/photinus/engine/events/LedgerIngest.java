package io.photinus.engine.events;

import io.photinus.engine.cores.JobLease;
import io.photinus.engine.operations.Receipts;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.persistence.EventRepository.NewEvent;
import io.photinus.persistence.Fence;
import io.photinus.persistence.FencedException;
import io.photinus.persistence.Store;
import io.photinus.plugin.blockchain.ChainEvent;
import io.photinus.plugin.blockchain.EventBatch;
import io.photinus.plugin.blockchain.EventSink;
import io.photinus.plugin.blockchain.FeedRevokedException;
import io.photinus.plugin.blockchain.LedgerEvent;
import io.photinus.plugin.blockchain.Receipt;
import io.photinus.types.BatchPersisted;
import io.photinus.types.BlockchainEvent;
import io.photinus.types.BlockchainTransactionRef;
import io.photinus.types.Definitions;
import io.photinus.types.EventType;
import io.photinus.types.Hash;
import io.photinus.types.OpStatus;
import io.photinus.types.OpType;
import io.photinus.types.Operation;
import io.photinus.types.Pin;
import io.photinus.types.Transaction;
import io.photinus.types.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes ledger events into the database: events, pins, downloads and the feed's position in one commit, whose end is the
 * acknowledgement (protocol 6.1). One instance per generation of the feed; a revoked one refuses everything, so that its
 * successor gets the events again.
 */
final class LedgerIngest implements EventSink {
    private final NamespaceContext context;
    private final JobLease lease;
    private final Receipts receipts;
    private final String cursor;
    private final Runnable eventsCommitted;
    private volatile boolean revoked;

    LedgerIngest(NamespaceContext context, JobLease lease, Receipts receipts, String cursor, Runnable eventsCommitted) {
        this.context = context;
        this.lease = lease;
        this.receipts = receipts;
        this.cursor = cursor;
        this.eventsCommitted = eventsCommitted;
    }

    void revoke() {
        revoked = true;
    }

    private void requireValid() {
        if (revoked) {
            throw new FeedRevokedException("this feed was replaced");
        }
    }

    @Override
    public void receipts(List<Receipt> found) {
        requireValid();
        write(tx -> {
            receipts.apply(tx, found);
            return found;
        });
    }

    @Override
    public void accept(EventBatch batch) {
        requireValid();
        context.failpoints().pass("in.received");
        write(tx -> {
            requireValid();
            store(tx, batch.events());
            tx.cursors().set(context.name(), cursor, batch.position());
            tx.afterCommit(context.bells().aggregator()::ring);
            tx.afterCommit(context.bells().downloads()::ring);
            tx.afterCommit(eventsCommitted);
            return batch;
        });
        context.failpoints().pass("in.ingested");
    }

    /** What another process takes in by now is refused, and the feed will be closed. */
    private <T> void write(Store.Work<T> work) {
        Fence fence = lease.fence().orElseThrow(LedgerIngest::replaced);
        try {
            context.store().write(fence, work);
        } catch (FencedException elsewhere) {
            lease.forget(fence);
            context.bells().feed().ringHere();
            throw replaced();
        }
    }

    private static FeedRevokedException replaced() {
        return new FeedRevokedException("another process follows the ledger");
    }

    private void store(Store.Transaction tx, List<LedgerEvent> events) {
        String ns = context.name();
        Map<UUID, LedgerEvent> byId = new LinkedHashMap<>();
        List<BlockchainEvent> rows = new ArrayList<>();
        for (LedgerEvent event : events) {
            UUID id = context.newId();
            byId.put(id, event);
            rows.add(row(id, event));
        }
        // What the ledger delivers again is known by its protocol id and changes nothing.
        Set<UUID> fresh = tx.blockchainEvents().insert(ns, rows);
        byId.keySet().retainAll(fresh);
        addTransactions(tx, byId.values());
        List<NewEvent> news = new ArrayList<>();
        List<Pin> pins = new ArrayList<>();
        byId.forEach((id, event) -> {
            news.add(new NewEvent(
                    context.newId(),
                    EventType.BLOCKCHAIN_EVENT_RECEIVED,
                    id,
                    null,
                    event instanceof LedgerEvent.BatchPinned pinned ? pinned.transactionId() : null,
                    Definitions.BATCH_PIN_TOPIC,
                    context.now()));
            if (event instanceof LedgerEvent.BatchPinned pinned) {
                addPins(pinned, pins);
            }
        });
        tx.pins().insert(ns, pins);
        addDownloads(tx, byId.values());
        tx.events().append(ns, news);
    }

    private BlockchainEvent row(UUID id, LedgerEvent event) {
        ChainEvent chain = event.event();
        BlockchainTransactionRef ref = event instanceof LedgerEvent.BatchPinned pinned
                ? new BlockchainTransactionRef(pinned.txType(), pinned.transactionId(), lower(chain.blockchainId()))
                : new BlockchainTransactionRef(null, null, lower(chain.blockchainId()));
        return new BlockchainEvent(
                id,
                chain.source(),
                context.name(),
                chain.name(),
                null,
                chain.protocolId(),
                chain.output(),
                chain.info(),
                chain.timestamp(),
                ref);
    }

    private static @Nullable String lower(String blockchainId) {
        return blockchainId.isEmpty() ? null : blockchainId.toLowerCase(Locale.ROOT);
    }

    private void addTransactions(Store.Transaction tx, Iterable<LedgerEvent> events) {
        List<Transaction> transactions = new ArrayList<>();
        for (LedgerEvent event : events) {
            if (event instanceof LedgerEvent.BatchPinned pinned) {
                String blockchainId = lower(pinned.event().blockchainId());
                transactions.add(new Transaction(
                        pinned.transactionId(),
                        context.name(),
                        pinned.txType(),
                        context.now(),
                        null,
                        blockchainId == null ? List.of() : List.of(blockchainId)));
            }
        }
        Set<UUID> created = tx.transactions().insert(context.name(), transactions);
        for (Transaction transaction : transactions) {
            if (!created.contains(transaction.id())) {
                transaction.blockchainIds().forEach(id -> tx.transactions()
                        .addBlockchainId(context.name(), transaction.id(), id));
            }
        }
    }

    private void addPins(LedgerEvent.BatchPinned pinned, List<Pin> pins) {
        long index = 0;
        Instant now = context.now();
        for (Hash hash : pinned.contexts()) {
            pins.add(new Pin(
                    0,
                    context.name(),
                    pinned.payloadRef().isEmpty(),
                    hash,
                    pinned.batchId(),
                    pinned.batchHash(),
                    index++,
                    false,
                    pinned.signer(),
                    now));
        }
    }

    /** A batch that is here already, such as our own, is not downloaded. */
    private void addDownloads(Store.Transaction tx, Iterable<LedgerEvent> events) {
        Map<UUID, LedgerEvent.BatchPinned> missing = new HashMap<>();
        for (LedgerEvent event : events) {
            if (event instanceof LedgerEvent.BatchPinned pinned
                    && !pinned.payloadRef().isEmpty()) {
                missing.putIfAbsent(pinned.batchId(), pinned);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        Map<UUID, BatchPersisted> here = tx.batches().findAll(context.name(), missing.keySet()).stream()
                .collect(Collectors.toMap(BatchPersisted::id, Function.identity()));
        missing.values().removeIf(pinned -> {
            BatchPersisted known = here.get(pinned.batchId());
            return known != null && pinned.batchHash().equals(known.hash());
        });
        Instant now = context.now();
        tx.operations()
                .insert(
                        context.name(),
                        missing.values().stream()
                                .map(pinned -> new Operation(
                                        context.newId(),
                                        context.name(),
                                        pinned.transactionId(),
                                        OpType.SHAREDSTORAGE_DOWNLOAD_BATCH,
                                        OpStatus.PENDING,
                                        context.slots().sharedStorage().name(),
                                        JsonObject.of(Map.of("payloadRef", pinned.payloadRef())),
                                        null,
                                        null,
                                        now,
                                        now,
                                        null))
                                .toList());
    }
}
