package io.photinus.engine.cores;

import io.photinus.engine.cores.ClusterView.Key;
import io.photinus.loop.BackOff;
import io.photinus.loop.Doorbell;
import io.photinus.loop.Loop;
import io.photinus.persistence.Fence;
import io.photinus.persistence.Leases;
import io.photinus.persistence.Leases.Lease;
import io.photinus.persistence.Leases.LiveProcess;
import io.photinus.persistence.Store;
import io.photinus.persistence.StoreUnavailableException;
import io.photinus.plugin.database.Hints;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The core processes that share one database, as this one sees them. Once a second it shows that this process lives and looks
 * who else does and who holds which lease, in one commit for all namespaces; it decides which leases this process may take,
 * and carries doorbells between the processes. Where the database has one process only, nothing of this runs. Thread-safe.
 */
public final class Cores implements AutoCloseable {
    /** A process that has not shown itself for so long has lost its leases. */
    public static final Duration LEASE_TIME = Duration.ofSeconds(3);

    /** How often whoever shares a database looks by itself. */
    static final Duration POLL = Duration.ofSeconds(1);

    /** A name for a lane in which nothing but leases changes. */
    public static final String LANE = "photinus-cores";

    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration REMEMBERED = Duration.ofDays(7);
    private static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(100), BEAT, 2);
    /** The hint that leases have changed hands. */
    private static final String LEASES = "leases";
    /** The hint that its sender should have a lease that somebody else holds. */
    private static final String WANTED = "wanted:";

    private static final Logger LOG = LoggerFactory.getLogger(Cores.class);

    /** What one namespace of this process hears. */
    public interface Tenant {
        /** A doorbell was rung elsewhere; the empty text stands for all. Must be quick and must not fail. */
        void heard(String bell);

        /** Leases may be there for the taking, or lost. Must be quick and must not fail. */
        void leasesChanged();
    }

    private final Store store;
    private final Hints hints;
    private final String process;
    private final boolean single;
    private final LocalNamespaces members = new LocalNamespaces();
    private final Map<Key, JobLease> jobs = new ConcurrentHashMap<>();
    private final Turns turns = new Turns();
    private final Doorbell bell = new Doorbell();
    /** Held while leases are changed or looked at, so that what is known never falls behind what was done. */
    private final ReentrantLock changes = new ReentrantLock();

    private volatile ClusterView present;
    /** Counts the looks at the database. */
    private volatile long looks;

    private @Nullable Loop loop;
    private Hints.@Nullable Hearing hearing;
    private boolean forgotten;

    private Cores(Store store, Hints hints, String process, boolean single) {
        this.store = store;
        this.hints = hints;
        this.process = process;
        this.single = single;
        this.present = ClusterView.of(process, List.of(), List.of());
    }

    /** For a database that only this process uses: every lease is there for the taking. */
    public static Cores single(Store store, String process) {
        return new Cores(store, Hints.NONE, process, true);
    }

    /**
     * For a database that several processes may share.
     *
     * @param store a lane of its own, so that a heartbeat waits for no unit of work
     */
    public static Cores shared(Store store, Hints hints, String process) {
        return new Cores(store, hints, process, false);
    }

    /** Begins to show that this process lives, and returns when the others can see it. */
    public void start() {
        if (single) {
            return;
        }
        beat();
        hearing = hints.hear(this::heard);
        loop = new Loop("photinus-cores", bell, BACK_OFF, this::look).start();
        hints.tell(LEASES);
    }

    /** Whether no other process can ever share the database. */
    public boolean single() {
        return single;
    }

    /** Whether another process lives now. */
    public boolean sharing() {
        return !single && present.shared();
    }

    /** Namespaces come and go. */
    public void join(String namespace, Tenant tenant) {
        members.join(namespace, tenant);
    }

    public void leave(String namespace) {
        members.leave(namespace);
        jobs.keySet().removeIf(key -> key.namespace().equals(namespace));
        turns.leave(namespace);
    }

    public boolean deserted() {
        return members.isEmpty();
    }

    /** Rings a doorbell of this namespace in the other processes, if there are any. */
    public void tell(String namespace, String bellName) {
        if (sharing()) {
            hints.tell(namespace + '/' + bellName);
        }
    }

    private void heard(String hint) {
        if (hint.isEmpty()) {
            bell.ring();
            members.mayHaveMissed();
            return;
        }
        if (hint.equals(LEASES)) {
            bell.ring();
            return;
        }
        int slash = hint.indexOf('/');
        String namespace = slash < 0 ? "" : hint.substring(0, slash);
        String name = hint.substring(slash + 1);
        if (name.startsWith(WANTED)) {
            wanted(new Key(namespace, name.substring(WANTED.length())));
        } else {
            members.heard(namespace, name);
        }
    }

    /** Somebody waits for a lease; it gets it when we agree that it should. */
    private void wanted(Key key) {
        JobLease lease = jobs.get(key);
        if (lease != null && lease.held() && !present.preferred(lease.job(), process)) {
            lease.handOver();
            members.leasesChanged(key.namespace());
        }
    }

    void register(JobLease lease) {
        if (!single) {
            jobs.put(Key.of(lease.job()), lease);
        }
    }

    /** Whether the lease of a job is held by this process and job, so that nobody else need be rung for it. */
    public boolean heldHere(String namespace, String job) {
        JobLease lease = jobs.get(new Key(namespace, job));
        return lease != null && lease.held();
    }

    /** Whether this process may try to take the lease now. Costs nothing. */
    boolean mayTake(Job job) {
        return single || turns.mayTake(present, job);
    }

    /** Counts the looks at the database, which begin with the start. */
    long looks() {
        return looks;
    }

    /** A write was refused: what is known of leases is too old. */
    void refused() {
        bell.ring();
    }

    /** How long to wait for a lease that this process may not take now; what changes rings. Costs nothing. */
    Duration pause(Job job) {
        return turns.pause(present, job);
    }

    /** Whether another process holds the lease by now, as far as is known. Costs nothing. */
    boolean lost(Fence fence) {
        return !single && present.lost(fence);
    }

    Optional<Fence> acquire(Job job) {
        return acquire(List.of(job)).stream().findFirst();
    }

    /** Takes those that are free, in one commit. */
    List<Fence> acquire(Collection<Job> wanted) {
        Duration timeToLive = single ? Duration.ZERO : LEASE_TIME;
        changes.lock();
        try {
            List<Fence> taken = store.write(null, tx -> wanted.stream()
                    .map(job -> tx.leases().acquire(job.namespace(), job.name(), process, timeToLive))
                    .flatMap(Optional::stream)
                    .toList());
            for (Fence fence : taken) {
                note(new Lease(fence.namespace(), fence.job(), process, fence.epoch()));
                turns.taken(new Key(fence.namespace(), fence.job()));
            }
            if (taken.size() < wanted.size()) {
                // Somebody else was quicker, or writes under it at this moment.
                bell.ring();
            }
            return taken;
        } finally {
            changes.unlock();
        }
    }

    /** Gives back what these hold, in one commit, so that others need not wait until it lapses. */
    public void surrender(Collection<JobLease> leases) {
        List<Fence> fences = leases.stream()
                .map(JobLease::surrender)
                .flatMap(Optional::stream)
                .toList();
        release(fences, Leases::release);
    }

    /** Gives leases of occasional jobs back. */
    void giveUp(Collection<Fence> fences) {
        release(fences, Leases::giveUp);
    }

    private void release(Collection<Fence> fences, BiConsumer<Leases, Fence> how) {
        if (fences.isEmpty()) {
            return;
        }
        changes.lock();
        try {
            store.write(null, tx -> {
                fences.forEach(fence -> how.accept(tx.leases(), fence));
                return fences;
            });
            fences.forEach(fence -> note(new Lease(fence.namespace(), fence.job(), "", fence.epoch())));
        } catch (StoreUnavailableException away) {
            LOG.atDebug().setCause(away).log("{} leases are left to lapse", fences.size());
        } finally {
            changes.unlock();
        }
        if (sharing()) {
            hints.tell(LEASES);
        }
    }

    private void note(Lease lease) {
        if (!single) {
            present = present.with(lease);
        }
    }

    private Duration look() {
        ClusterView before = present;
        ClusterView now = beat();
        want(now);
        members.changed(before, now);
        return untilNextBeat(now);
    }

    private ClusterView beat() {
        changes.lock();
        try {
            ClusterView now = store.write(null, tx -> {
                Leases leases = tx.leases();
                leases.heartbeat(process);
                if (!forgotten) {
                    leases.forgetProcesses(REMEMBERED);
                }
                return ClusterView.of(process, leases.processes(LEASE_TIME), leases.all());
            });
            forgotten = true;
            present = now;
            looks++;
            return now;
        } finally {
            changes.unlock();
        }
    }

    /** Asks for what this process should do and another does. */
    private void want(ClusterView now) {
        for (JobLease lease : jobs.values()) {
            Job job = lease.job();
            Key key = Key.of(job);
            if (!lease.held() && now.elsewhere(key) && now.preferred(job, process)) {
                hints.tell(job.namespace() + '/' + WANTED + job.name());
            }
        }
        turns.looked(now);
    }

    /** At the latest when the first that is silent by now would lapse. */
    private static Duration untilNextBeat(ClusterView now) {
        Duration next = BEAT;
        for (LiveProcess other : now.live()) {
            Duration left = LEASE_TIME.minus(other.silence()).plusMillis(20);
            if (!other.id().equals(now.self()) && left.compareTo(next) < 0) {
                next = left;
            }
        }
        return next;
    }

    /** Ends the heartbeat; leases that were not given back lapse. Idempotent. */
    @Override
    public void close() {
        Loop running = loop;
        if (running != null) {
            running.close();
        }
        Hints.Hearing listening = hearing;
        if (listening != null) {
            listening.close();
        }
    }
}
