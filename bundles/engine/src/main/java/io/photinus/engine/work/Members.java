package io.photinus.engine.work;

import io.photinus.engine.work.Cores.Member;
import io.photinus.persistence.Leases.LiveProcess;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The namespaces of this process that work on one database, and what they are told. Thread-safe. */
final class Members {
    private final Map<String, Member> byNamespace = new ConcurrentHashMap<>();

    void join(String namespace, Member member) {
        byNamespace.put(namespace, member);
    }

    void leave(String namespace) {
        byNamespace.remove(namespace);
    }

    boolean isEmpty() {
        return byNamespace.isEmpty();
    }

    /** A namespace that does not run here hears nothing. */
    void heard(String namespace, String bell) {
        Member member = byNamespace.get(namespace);
        if (member != null) {
            member.heard(bell);
        }
    }

    void mayHaveMissed() {
        byNamespace.values().forEach(member -> member.heard(""));
    }

    void leasesChanged(String namespace) {
        Member member = byNamespace.get(namespace);
        if (member != null) {
            member.leasesChanged();
        }
    }

    /** Tells a namespace when one of its leases has changed hands, and all when a process came or went. */
    void changed(Present before, Present now) {
        boolean company = !ids(before).equals(ids(now));
        Set<String> changed = new HashSet<>();
        now.leases().forEach((key, lease) -> {
            if (!lease.equals(before.leases().get(key))) {
                changed.add(key.namespace());
            }
        });
        byNamespace.forEach((namespace, member) -> {
            if (company || changed.contains(namespace)) {
                member.leasesChanged();
            }
        });
    }

    private static List<String> ids(Present present) {
        return present.live().stream().map(LiveProcess::id).toList();
    }
}
