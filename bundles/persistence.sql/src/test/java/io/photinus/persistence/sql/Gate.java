package io.photinus.persistence.sql;

import io.photinus.persistence.Store;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds the writer of a store inside a unit of work, so that what is submitted meanwhile forms one group. */
final class Gate {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    private Gate() {}

    static Gate closing(Store store) throws InterruptedException {
        Gate gate = new Gate();
        store.submit(null, tx -> {
            gate.reached.countDown();
            gate.waitUntilOpen();
            return null;
        });
        if (!gate.reached.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("the writer did not reach the gate");
        }
        return gate;
    }

    private void waitUntilOpen() {
        try {
            if (!opened.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("the gate stayed closed");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    void open() {
        opened.countDown();
    }
}
