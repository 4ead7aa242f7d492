package io.photinus.tools.bench.wire;

/** The time of the load. */
public interface Clock {
    /** Nanoseconds since some moment. */
    long now();

    /** Runs on the wire's thread, at most a millisecond too late unless that thread is busy. */
    void after(long nanos, Runnable what);
}
