package io.photinus.persistence;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Who does which job. A lease is owned by a process; it lapses when the process has not shown a heartbeat for the time to
 * live, by the database's clock.
 */
@ProviderType
public interface Leases {
    /** Takes the lease when it is free, lapsed, or ours already, unless somebody writes under it at this moment. */
    Optional<Fence> acquire(String namespace, String job, String process, Duration timeToLive);

    /** Shows that the process lives. One row per process, whatever the number of leases. */
    void heartbeat(String process);

    /** Gives the lease back at once; a fence that is no longer valid is ignored. */
    void release(Fence fence);

    /** Gives the lease back and forgets that it was ever there; for jobs that come and go in numbers. */
    void giveUp(Fence fence);

    /**
     * Which of these are valid; they stay so until the end of the unit of work. For a unit that writes for several jobs, each
     * for itself; one statement, which should be the first.
     */
    Set<Fence> valid(Collection<Fence> fences);

    /** Removes a lease whose job will never be done again; whoever holds it is fenced. */
    void remove(String namespace, String job);

    /** Every lease that was taken and neither given up nor removed, by namespace and job. */
    List<Lease> all();

    /** The processes that have shown themselves within this time, by id. */
    List<LiveProcess> processes(Duration within);

    /** Removes what is known of processes that have been silent for so long. */
    void forgetProcesses(Duration silentFor);

    /**
     * A lease as it is.
     *
     * @param owner the process; empty while the lease is free
     * @param epoch grows with every change of owner
     */
    record Lease(String namespace, String job, String owner, long epoch) {}

    /**
     * A process with its heartbeat.
     *
     * @param silence since its last heartbeat, by the database's clock; never negative
     */
    record LiveProcess(String id, Duration silence) {}
}
