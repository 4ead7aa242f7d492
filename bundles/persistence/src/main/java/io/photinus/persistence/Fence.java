package io.photinus.persistence;

/**
 * Proof that a process holds the lease of a job.
 *
 * @param namespace the local namespace
 * @param job the job within the namespace
 * @param owner the process
 * @param epoch grows with every change of owner
 */
public record Fence(String namespace, String job, String owner, long epoch) {}
