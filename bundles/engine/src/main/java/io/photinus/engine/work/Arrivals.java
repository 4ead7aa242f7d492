package io.photinus.engine.work;

import io.photinus.loop.Doorbell;

/**
 * Counts what was stored since the batch assembler last looked, so that it is rung when a batch is full, or when nothing
 * waits yet and its clock has to start, and not for every message. Thread-safe.
 */
public final class Arrivals {
    private final Doorbell bell;
    private int messages;
    private long bytes;
    private int enoughMessages = 1;
    private long enoughBytes = 1;

    public Arrivals(Doorbell bell) {
        this.bell = bell;
    }

    /** After the commit that stored them. */
    public void stored(int count, long size) {
        boolean ring;
        synchronized (this) {
            messages += count;
            bytes += size;
            ring = isEnough();
        }
        if (ring) {
            bell.ring();
        }
    }

    /** The assembler is about to look; what comes from now on may be missed by it. */
    public synchronized void looking() {
        messages = 0;
        bytes = 0;
        enoughMessages = 1;
        enoughBytes = 1;
    }

    /** The assembler has looked: this much more makes the next look worth while. */
    public void expect(int moreMessages, long moreBytes) {
        boolean ring;
        synchronized (this) {
            enoughMessages = Math.max(1, moreMessages);
            enoughBytes = Math.max(1, moreBytes);
            ring = isEnough();
        }
        if (ring) {
            bell.ring();
        }
    }

    /** Whether what has arrived is worth a look. */
    public synchronized boolean enough() {
        return isEnough();
    }

    private boolean isEnough() {
        return messages >= enoughMessages || bytes >= enoughBytes;
    }
}
