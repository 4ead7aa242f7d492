package io.photinus.blockchain.ledger;

import io.photinus.plugin.blockchain.EventBatch;
import io.photinus.plugin.blockchain.EventSink;
import io.photinus.plugin.blockchain.LedgerEvent;
import io.photinus.plugin.blockchain.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A sink that keeps what it takes, and first lets a test meddle with each batch. */
final class RecordingSink implements EventSink {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<EventBatch> batches = new ArrayList<>();
    private final List<Receipt> receipts = new ArrayList<>();
    volatile Consumer<EventBatch> before = batch -> {};

    @Override
    public void accept(EventBatch batch) {
        before.accept(batch);
        change(() -> batches.add(batch));
    }

    @Override
    public void receipts(List<Receipt> more) {
        change(() -> receipts.addAll(more));
    }

    private void change(Runnable action) {
        lock.lock();
        try {
            action.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<LedgerEvent> events() {
        lock.lock();
        try {
            return batches.stream().flatMap(batch -> batch.events().stream()).toList();
        } finally {
            lock.unlock();
        }
    }

    String position() {
        lock.lock();
        try {
            return batches.get(batches.size() - 1).position();
        } finally {
            lock.unlock();
        }
    }

    List<LedgerEvent> await(int count) throws InterruptedException {
        await(sink -> sink.events().size() >= count);
        return events();
    }

    List<Receipt> awaitReceipts(int count) throws InterruptedException {
        await(sink -> sink.receipts.size() >= count);
        return List.copyOf(receipts);
    }

    private void await(Predicate<RecordingSink> condition) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(20);
            while (!condition.test(this)) {
                left = changed.awaitNanos(left);
                if (left <= 0) {
                    throw new AssertionError(
                            "no more came; events " + events().size() + ", receipts " + receipts.size());
                }
            }
        } finally {
            lock.unlock();
        }
    }
}
