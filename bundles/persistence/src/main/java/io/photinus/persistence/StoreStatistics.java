package io.photinus.persistence;

/**
 * Counters of one store.
 *
 * @param statements SQL statements executed, reads and writes
 * @param commits transactions committed
 * @param units units of work in them
 * @param queued units waiting now
 */
public record StoreStatistics(long statements, long commits, long units, int queued) {}
