package io.photinus.persistence;

import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Who does which job. A lease is owned by a process; it lapses when the process has not shown a heartbeat for the time to
 * live, by the database's clock.
 */
@ProviderType
public interface Leases {
    /** Takes the lease when it is free, lapsed, or ours already. */
    Optional<Fence> acquire(String namespace, String job, String process, Duration timeToLive);

    /** Shows that the process lives. One row per process, whatever the number of leases. */
    void heartbeat(String process);

    /** Gives the lease back at once; a fence that is no longer valid is ignored. */
    void release(Fence fence);
}
