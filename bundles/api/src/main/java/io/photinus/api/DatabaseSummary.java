package io.photinus.api;

/**
 * What one database has done since the process opened it.
 *
 * @param name the database plugin
 * @param statements SQL statements, reads and writes
 * @param commits transactions committed
 * @param units units of work in them
 * @param queued units of work that wait now
 */
public record DatabaseSummary(String name, long statements, long commits, long units, int queued) {}
