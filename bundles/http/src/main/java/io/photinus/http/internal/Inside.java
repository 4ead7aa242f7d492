package io.photinus.http.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts who is inside something that may be asked to let nobody in any more. Thread-safe. */
final class Inside {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition empty = lock.newCondition();
    private int count;
    private boolean leaving;

    /** Counts one in, unless nobody may enter any more. Every true is followed by one {@link #leave}. */
    boolean enter() {
        lock.lock();
        try {
            if (leaving) {
                return false;
            }
            count++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            if (--count == 0) {
                empty.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets nobody in any more and waits, for so long at most, until all are out; returns how many are still inside. */
    int drain(Duration most) {
        lock.lock();
        try {
            leaving = true;
            long left = TimeUnit.NANOSECONDS.convert(most);
            while (count > 0 && left > 0) {
                left = empty.awaitNanos(left);
            }
            return count;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return count;
        } finally {
            lock.unlock();
        }
    }
}
