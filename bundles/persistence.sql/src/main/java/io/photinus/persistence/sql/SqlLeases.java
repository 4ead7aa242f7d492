package io.photinus.persistence.sql;

import io.photinus.persistence.Fence;
import io.photinus.persistence.Leases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
        Optional<Fence> fence = take(mapper, namespace, job, process, timeToLive);
        if (fence.isPresent()) {
            // Without this a lease could lapse between taking it and the first heartbeat.
            mapper.seen(process);
        }
        return fence;
    }

    private static Optional<Fence> take(
            LeaseMapper mapper, String namespace, String job, String process, Duration timeToLive) {
        LeaseMapper.Lease lease = mapper.find(namespace, job);
        if (lease != null && process.equals(lease.owner())) {
            return Optional.of(new Fence(namespace, job, process, lease.epoch()));
        }
        if (lease != null && !mapper.unlocked(namespace, job)) {
            return Optional.empty();
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

    @Override
    public void giveUp(Fence fence) {
        LeaseMapper mapper = scope.writes(LeaseMapper.class);
        forget();
        mapper.giveUp(fence);
    }

    @Override
    public Set<Fence> valid(Collection<Fence> fences) {
        LeaseMapper mapper = scope.writes(LeaseMapper.class);
        Set<Fence> valid = new HashSet<>();
        for (List<Fence> chunk : Chunks.ofRows(fences)) {
            for (LeaseMapper.Lease lease : mapper.valid(chunk)) {
                valid.add(new Fence(lease.namespace(), lease.job(), Text.orEmpty(lease.owner()), lease.epoch()));
            }
        }
        return valid;
    }

    @Override
    public void remove(String namespace, String job) {
        LeaseMapper mapper = scope.writes(LeaseMapper.class);
        forget();
        mapper.remove(namespace, job);
    }

    @Override
    public List<Lease> all() {
        List<Lease> all = new ArrayList<>();
        for (LeaseMapper.Lease lease : scope.reads(LeaseMapper.class).all()) {
            all.add(new Lease(lease.namespace(), lease.job(), Text.orEmpty(lease.owner()), lease.epoch()));
        }
        return all;
    }

    @Override
    public List<LiveProcess> processes(Duration within) {
        return scope.reads(LeaseMapper.class).processes(within.toMillis()).stream()
                .map(seen -> new LiveProcess(seen.id(), Duration.ofMillis(Math.max(0, seen.silence()))))
                .toList();
    }

    @Override
    public void forgetProcesses(Duration silentFor) {
        scope.writes(LeaseMapper.class).forgetProcesses(silentFor.toMillis());
    }

    private void forget() {
        if (leased != null) {
            leased.forget();
        }
    }
}
