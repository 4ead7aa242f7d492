package io.photinus.engine.cores;

import io.photinus.persistence.Fence;
import io.photinus.persistence.Leases.Lease;
import io.photinus.persistence.Leases.LiveProcess;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What one look at the database has told: who lives, and who holds which lease. Immutable.
 *
 * @param self this process
 * @param live those that have shown themselves lately, this one among them
 */
record ClusterView(String self, List<LiveProcess> live, Map<Key, Lease> leases) {
    /** A lease's name. */
    record Key(String namespace, String job) {
        static Key of(Job job) {
            return new Key(job.namespace(), job.name());
        }
    }

    static ClusterView of(String self, List<LiveProcess> live, List<Lease> all) {
        Map<Key, Lease> leases = new HashMap<>();
        all.forEach(lease -> leases.put(new Key(lease.namespace(), lease.job()), lease));
        return new ClusterView(self, List.copyOf(live), Map.copyOf(leases));
    }

    /** The same, with one lease as it is now. */
    ClusterView with(Lease lease) {
        Map<Key, Lease> changed = new HashMap<>(leases);
        changed.put(new Key(lease.namespace(), lease.job()), lease);
        return new ClusterView(self, live, Map.copyOf(changed));
    }

    /** Whether another process lives. */
    boolean shared() {
        return live.stream().anyMatch(process -> !process.id().equals(self));
    }

    /** Whether nobody who lives holds the lease, as far as is known. */
    boolean free(Key key) {
        Lease lease = leases.get(key);
        return lease == null
                || lease.owner().isEmpty()
                || live.stream().noneMatch(process -> process.id().equals(lease.owner()));
    }

    /** Whether the lease went on to somebody else after this fence was given; what is older than the fence does not count. */
    boolean lost(Fence fence) {
        Lease lease = leases.get(new Key(fence.namespace(), fence.job()));
        return lease != null
                && (lease.epoch() > fence.epoch()
                        || lease.epoch() == fence.epoch() && !lease.owner().equals(fence.owner()));
    }

    /** Whether another live process holds it. */
    boolean elsewhere(Key key) {
        Lease lease = leases.get(key);
        return lease != null && !free(key) && !lease.owner().equals(self);
    }

    /**
     * The process that should do the job, the same for whoever asks: each namespace ranks the processes by a hash, so that one
     * that comes or goes moves no more than its share, and each of its seats takes the next in rank.
     */
    @Nullable
    String preferred(Job job) {
        List<String> ranked = live.stream()
                .map(LiveProcess::id)
                .sorted(Comparator.comparingLong((String id) -> rank(job.namespace(), id))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        return ranked.isEmpty() ? null : ranked.get(Math.max(0, job.seat()) % ranked.size());
    }

    private static long rank(String namespace, String process) {
        CRC32 hash = new CRC32();
        hash.update(ByteBuffer.wrap((process + '\n' + namespace).getBytes(StandardCharsets.UTF_8)));
        return hash.getValue();
    }

    /** Whether this process should do the job. */
    boolean preferred(Job job, String process) {
        return process.equals(preferred(job));
    }
}
