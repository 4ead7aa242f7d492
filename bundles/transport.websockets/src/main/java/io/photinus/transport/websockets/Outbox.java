package io.photinus.transport.websockets;

import io.photinus.http.SocketPeer;
import io.photinus.plugin.transport.Delivery;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Deliveries that wait for room on a socket. They become text only when the client has read most of what went before, so a
 * slow client costs the events of its window and not their text too. Bounded by the windows of the subscriptions.
 */
final class Outbox {
    /** Text that may be queued to one client before the next delivery is written. */
    private static final long ENOUGH_QUEUED = 256 * 1024;

    private final SocketPeer peer;
    private final Consumer<Delivery> written;
    private final Consumer<Throwable> failed;
    private final Queue<Delivery> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger turns = new AtomicInteger();

    /**
     * @param written told of each delivery that was handed to the network, in order
     * @param failed told when one could not be
     */
    Outbox(SocketPeer peer, Consumer<Delivery> written, Consumer<Throwable> failed) {
        this.peer = peer;
        this.written = written;
        this.failed = failed;
    }

    void add(Delivery delivery) {
        waiting.add(delivery);
        drain();
    }

    void clear() {
        waiting.clear();
    }

    /** Sends what there is room for. One thread at a time does; the others leave it a note to look again. */
    private void drain() {
        if (turns.getAndIncrement() != 0) {
            return;
        }
        int noted = 1;
        while (noted != 0) {
            while (peer.queuedBytes() < ENOUGH_QUEUED) {
                Delivery next = waiting.poll();
                if (next == null) {
                    break;
                }
                send(next);
            }
            noted = turns.addAndGet(-noted);
        }
    }

    private void send(Delivery delivery) {
        peer.send(Frames.delivery(delivery)).whenComplete((nothing, failure) -> {
            if (failure == null) {
                written.accept(delivery);
                drain();
            } else {
                failed.accept(failure);
            }
        });
    }
}
