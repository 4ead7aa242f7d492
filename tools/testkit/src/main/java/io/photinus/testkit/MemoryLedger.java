package io.photinus.testkit;

import io.photinus.plugin.blockchain.BatchPinRequest;
import io.photinus.plugin.blockchain.BlockchainPlugin;
import io.photinus.plugin.blockchain.ChainEvent;
import io.photinus.plugin.blockchain.EventBatch;
import io.photinus.plugin.blockchain.EventFeed;
import io.photinus.plugin.blockchain.EventSink;
import io.photinus.plugin.blockchain.FeedRevokedException;
import io.photinus.plugin.blockchain.FeedStart;
import io.photinus.plugin.blockchain.LedgerEvent;
import io.photinus.plugin.blockchain.NetworkActionRequest;
import io.photinus.plugin.blockchain.Receipt;
import io.photinus.plugin.blockchain.Submission;
import io.photinus.types.Hash;
import io.photinus.types.TxType;
import io.photinus.types.json.JsonObject;
import io.photinus.types.json.RawJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A ledger in memory that several members share. It orders what it gets, knows repeated requests, and can be told to be
 * away, to answer that the outcome is unknown, and to report anything at all. Thread-safe.
 */
public final class MemoryLedger implements BlockchainPlugin, AutoCloseable {
    private static final int BATCH = 50;

    private final List<LedgerEvent> events = new ArrayList<>();
    private final Map<String, Receipt> receipts = new HashMap<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private boolean away;
    private int unknown;

    /** While away, submissions fail; what was ordered before is still delivered. */
    public synchronized void away(boolean now) {
        away = now;
    }

    /** The next submissions are ordered, but their answer is «unknown». */
    public synchronized void answerUnknown(int times) {
        unknown = times;
    }

    /** How many pins and actions have been ordered. */
    public synchronized int size() {
        return events.size();
    }

    /** The canonical key of a name: an address made from its hash. */
    public static String key(String name) {
        return name.startsWith("0x")
                ? name.toLowerCase(Locale.ROOT)
                : "0x" + Hash.sha256(name).toString().substring(0, 40);
    }

    /** Orders a pin that nobody submitted through the plugin. */
    public void pin(String signer, UUID tx, UUID batch, Hash batchHash, String payloadRef, List<Hash> contexts) {
        append(signer, tx, batch, batchHash, payloadRef, contexts);
    }

    private synchronized String append(
            String signer, UUID tx, UUID batch, Hash batchHash, String payloadRef, List<Hash> contexts) {
        String position = String.format(Locale.ROOT, "%012d", events.size());
        String blockchainId = "0x" + Hash.sha256(position);
        ChainEvent chain = new ChainEvent(
                "memory",
                "BatchPin",
                position,
                blockchainId,
                "{}",
                JsonObject.of(Map.of("batchHash", batchHash.toString())),
                JsonObject.empty(),
                Instant.now());
        events.add(new LedgerEvent.BatchPinned(
                chain, signer, TxType.BATCH_PIN, tx, batch, batchHash, payloadRef, contexts));
        notifyAll();
        return blockchainId;
    }

    @Override
    public String verifierType() {
        return "ethereum_address";
    }

    @Override
    public CompletionStage<String> resolveKey(String reference, boolean forSigning) {
        return CompletableFuture.completedFuture(key(reference));
    }

    @Override
    public CompletionStage<Integer> networkVersion(RawJson location) {
        return CompletableFuture.completedFuture(2);
    }

    @Override
    public synchronized CompletionStage<Submission> submitBatchPin(BatchPinRequest request) {
        if (away) {
            return CompletableFuture.failedFuture(new IllegalStateException("the ledger is away"));
        }
        Receipt known = receipts.get(request.requestId());
        if (known == null) {
            String id = append(
                    request.signingKey(),
                    request.transactionId(),
                    request.batchId(),
                    request.batchHash(),
                    request.payloadRef(),
                    request.contexts());
            known = new Receipt(request.requestId(), true, id, "", JsonObject.of(Map.of("transactionHash", id)));
            receipts.put(request.requestId(), known);
        }
        if (unknown > 0) {
            unknown--;
            return CompletableFuture.completedFuture(new Submission.Unknown("the answer was lost"));
        }
        return CompletableFuture.completedFuture(new Submission.Accepted(known.blockchainId()));
    }

    @Override
    public CompletionStage<Submission> submitNetworkAction(NetworkActionRequest request) {
        return CompletableFuture.completedFuture(new Submission.Refused("this ledger knows no actions"));
    }

    @Override
    public synchronized CompletionStage<Optional<Receipt>> receipt(String requestId) {
        return CompletableFuture.completedFuture(Optional.ofNullable(receipts.get(requestId)));
    }

    @Override
    public synchronized EventFeed follow(FeedStart from, EventSink sink) {
        String after = from.after();
        Delivery delivery = new Delivery(sink, after == null ? 0 : Integer.parseInt(after) + 1);
        deliveries.add(delivery);
        delivery.thread.start();
        return delivery;
    }

    private synchronized List<LedgerEvent> take(Delivery delivery) throws InterruptedException {
        while (delivery.open && delivery.next >= events.size()) {
            wait();
        }
        int end = Math.min(events.size(), delivery.next + BATCH);
        return delivery.open ? List.copyOf(events.subList(delivery.next, end)) : List.of();
    }

    /** One feed with its thread. */
    private final class Delivery implements EventFeed {
        private final EventSink sink;
        private final Thread thread;
        private volatile boolean open = true;
        private int next;

        Delivery(EventSink sink, int next) {
            this.sink = sink;
            this.next = next;
            this.thread = new Thread(this::run, "photinus-memory-ledger");
            this.thread.setDaemon(true);
        }

        private void run() {
            try {
                while (open) {
                    List<LedgerEvent> batch = take(this);
                    if (!batch.isEmpty() && accepted(batch)) {
                        next += batch.size();
                    }
                }
            } catch (InterruptedException | FeedRevokedException over) {
                open = false;
            }
        }

        private boolean accepted(List<LedgerEvent> batch) throws InterruptedException {
            try {
                sink.accept(new EventBatch(
                        batch, batch.get(batch.size() - 1).event().protocolId()));
                return true;
            } catch (FeedRevokedException over) {
                throw over;
            } catch (RuntimeException later) {
                synchronized (MemoryLedger.this) {
                    MemoryLedger.this.wait(20);
                }
                return false;
            }
        }

        @Override
        public boolean connected() {
            return open;
        }

        @Override
        public String problem() {
            return "";
        }

        @Override
        public void close() {
            open = false;
            synchronized (MemoryLedger.this) {
                MemoryLedger.this.notifyAll();
            }
            thread.interrupt();
        }
    }

    @Override
    public synchronized void close() {
        deliveries.forEach(Delivery::close);
    }
}
