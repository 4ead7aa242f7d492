package io.photinus.engine.cores;

import io.photinus.engine.cores.Cores.Tenant;
import io.photinus.persistence.Leases.LiveProcess;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The namespaces of this process that work on one database, and what they are told. Thread-safe. */
final class LocalNamespaces {
    private final Map<String, Tenant> byNamespace = new ConcurrentHashMap<>();

    void join(String namespace, Tenant tenant) {
        byNamespace.put(namespace, tenant);
    }

    void leave(String namespace) {
        byNamespace.remove(namespace);
    }

    boolean isEmpty() {
        return byNamespace.isEmpty();
    }

    /** A namespace that does not run here hears nothing. */
    void heard(String namespace, String bell) {
        Tenant tenant = byNamespace.get(namespace);
        if (tenant != null) {
            tenant.heard(bell);
        }
    }

    void mayHaveMissed() {
        byNamespace.values().forEach(tenant -> tenant.heard(""));
    }

    void leasesChanged(String namespace) {
        Tenant tenant = byNamespace.get(namespace);
        if (tenant != null) {
            tenant.leasesChanged();
        }
    }

    /** Tells a namespace when one of its leases has changed hands, and all when a process came or went. */
    void changed(ClusterView before, ClusterView now) {
        boolean company = !ids(before).equals(ids(now));
        Set<String> changed = new HashSet<>();
        now.leases().forEach((key, lease) -> {
            if (!lease.equals(before.leases().get(key))) {
                changed.add(key.namespace());
            }
        });
        byNamespace.forEach((namespace, tenant) -> {
            if (company || changed.contains(namespace)) {
                tenant.leasesChanged();
            }
        });
    }

    private static List<String> ids(ClusterView present) {
        return present.live().stream().map(LiveProcess::id).toList();
    }
}
