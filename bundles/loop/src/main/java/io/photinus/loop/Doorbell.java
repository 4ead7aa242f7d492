package io.photinus.loop;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A hint that there may be work. Ringing never blocks, and any number of rings before a look are one ring.
 * Losing a ring costs time, not work, since whoever waits looks again after a while. Thread-safe.
 */
public class Doorbell {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private boolean ringing;
    private long rings;

    public void ring() {
        lock.lock();
        try {
            ringing = true;
            rings++;
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How often it was rung so far; tells whoever rings it too whether others did. */
    public long rings() {
        lock.lock();
        try {
            return rings;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a ring and takes it.
     *
     * @return false when the time passed without one
     */
    public boolean await(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long nanos = atMost.toNanos();
            while (!ringing && nanos > 0) {
                nanos = rung.awaitNanos(nanos);
            }
            boolean heard = ringing;
            ringing = false;
            return heard;
        } finally {
            lock.unlock();
        }
    }
}
