package io.photinus.engine.cores;

import io.photinus.persistence.Fence;
import io.photinus.persistence.Store;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The leases of one kind of thing of which there are many, a lease each, named by id: whoever is asked for it first takes it,
 * and keeps it until it lets go. Where the database has one process only, everything is ours and nothing is written.
 * Thread-safe.
 */
public final class Claims {
    private final Cores cores;
    private final String namespace;
    private final String kind;
    private final Map<UUID, Fence> held = new ConcurrentHashMap<>();

    /** @param kind the first part of the leases' names */
    public Claims(Cores cores, String namespace, String kind) {
        this.cores = cores;
        this.namespace = namespace;
        this.kind = kind;
    }

    /** Whether another process could have any of them. */
    public boolean needed() {
        return !cores.single();
    }

    /** Whether another process lives now. */
    public boolean sharing() {
        return cores.sharing();
    }

    private Job job(UUID id) {
        return Job.occasional(namespace, kind + ":" + id);
    }

    /** Whether it could be taken now, as far as is known. Costs nothing. */
    public boolean mayTake(UUID id) {
        return cores.mayTake(job(id));
    }

    /** Takes what is free of these, in one commit; returns those that are ours now. */
    public Set<UUID> take(Collection<UUID> ids) {
        if (!needed()) {
            return Set.copyOf(ids);
        }
        Map<String, UUID> wanted = new HashMap<>();
        List<Job> jobs = new ArrayList<>();
        for (UUID id : ids) {
            if (!held.containsKey(id) && mayTake(id)) {
                jobs.add(job(id));
                wanted.put(job(id).name(), id);
            }
        }
        if (!jobs.isEmpty()) {
            cores.acquire(jobs).forEach(fence -> held.put(wanted.get(fence.job()), fence));
        }
        return ids.stream().filter(held::containsKey).collect(Collectors.toSet());
    }

    /** Which of these are valid; they stay so until the end of the unit of work. */
    public Set<UUID> valid(Store.Transaction tx, Collection<UUID> ids) {
        if (!needed()) {
            return Set.copyOf(ids);
        }
        Map<UUID, Fence> asked = new HashMap<>();
        for (UUID id : ids) {
            Fence fence = held.get(id);
            if (fence != null) {
                asked.put(id, fence);
            }
        }
        Set<Fence> valid = tx.leases().valid(asked.values());
        return asked.entrySet().stream()
                .filter(each -> valid.contains(each.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Those that went to another process, as far as is known; they are forgotten. */
    public Set<UUID> lost() {
        Set<UUID> lost = held.entrySet().stream()
                .filter(each -> cores.lost(each.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        forget(lost);
        return lost;
    }

    /** A commit has shown that these are not ours any more. */
    public void forget(Collection<UUID> ids) {
        held.keySet().removeAll(ids);
    }

    /** Lets go of all but these, at once. */
    public void keep(Set<UUID> ids) {
        List<Fence> given = held.entrySet().stream()
                .filter(each -> !ids.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        if (!given.isEmpty()) {
            held.keySet().retainAll(ids);
            cores.giveUp(given);
        }
    }

    /** What it is about is deleted, in this unit of work: nobody needs the lease any more, and who holds it is fenced. */
    public void remove(Store.Transaction tx, UUID id) {
        if (needed()) {
            tx.leases().remove(namespace, job(id).name());
        }
    }
}
