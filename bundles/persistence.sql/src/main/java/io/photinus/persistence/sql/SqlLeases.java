package io.photinus.persistence.sql;

import io.photinus.persistence.Fence;
import io.photinus.persistence.Leases;
import io.photinus.persistence.sql.LeaseMapper.Lease;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Leases in SQL, timed by the database's clock. A lease that was given back keeps its row, so that epochs only grow. */
final class SqlLeases implements Leases {
    private final Scope scope;
    private final @Nullable Leased leased;

    SqlLeases(Scope scope, @Nullable Leased leased) {
        this.scope = scope;
        this.leased = leased;
    }

    @Override
    public Optional<Fence> acquire(String namespace, String job, String process, Duration timeToLive) {
        LeaseMapper mapper = scope.writes(LeaseMapper.class);
        forget();
        // Whoever asks for a lease lives; without this a lease could lapse between taking it and the first heartbeat.
        mapper.seen(process);
        Lease lease = mapper.find(namespace, job);
        if (lease != null && process.equals(lease.owner())) {
            return Optional.of(new Fence(namespace, job, process, lease.epoch()));
        }
        return Optional.ofNullable(mapper.take(namespace, job, process, timeToLive.toMillis()))
                .map(epoch -> new Fence(namespace, job, process, epoch));
    }

    @Override
    public void heartbeat(String process) {
        scope.writes(LeaseMapper.class).seen(process);
    }

    @Override
    public void release(Fence fence) {
        LeaseMapper mapper = scope.writes(LeaseMapper.class);
        forget();
        mapper.release(fence);
    }

    private void forget() {
        if (leased != null) {
            leased.forget();
        }
    }
}
