package io.photinus.api;

import java.util.List;

/**
 * The core processes that share this node's databases, what each of them does, and how much there is to do.
 *
 * @param processes this one first, the others by name
 * @param leases by namespace and job
 * @param lags of the namespaces that run in this process, in configured order
 */
public record ClusterSummary(List<CoreProcess> processes, List<Holding> leases, List<Lag> lags) {
    public ClusterSummary {
        processes = List.copyOf(processes);
        leases = List.copyOf(leases);
        lags = List.copyOf(lags);
    }

    /**
     * A process that has shown itself lately.
     *
     * @param id another one after every start
     * @param name its host and process number
     * @param silence milliseconds since it has shown itself, by the database's clock
     * @param here whether it is this process
     */
    public record CoreProcess(String id, String name, long silence, boolean here) {}

    /**
     * Who does a job.
     *
     * @param owner the name of the process; empty while nobody does it
     * @param epoch grows whenever the job changes hands
     * @param silence milliseconds since the owner has shown itself; 0 while nobody does it
     */
    public record Holding(String namespace, String job, String owner, long epoch, long silence) {}

    /**
     * Work that waits in a namespace.
     *
     * @param kind subscription, messages, operations or pins
     * @param name the subscription's; empty for the others
     * @param count how much; 1000 messages or operations may be more
     */
    public record Lag(String namespace, String kind, String name, long count) {}
}
