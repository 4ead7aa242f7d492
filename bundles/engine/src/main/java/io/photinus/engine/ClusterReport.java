package io.photinus.engine;

import io.photinus.api.ClusterSummary;
import io.photinus.api.ClusterSummary.CoreProcess;
import io.photinus.api.ClusterSummary.Holding;
import io.photinus.api.ClusterSummary.Lag;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.persistence.Leases;
import io.photinus.persistence.Leases.Lease;
import io.photinus.persistence.Leases.LiveProcess;
import io.photinus.persistence.Repositories;
import io.photinus.persistence.Store;
import io.photinus.persistence.SubscriptionRepository;
import io.photinus.types.OpType;
import io.photinus.types.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads from the databases who shares them, who does what, and how much there is to do. */
final class ClusterReport {
    /** Long enough to show one that was here a moment ago. */
    private static final Duration SHOWN = Duration.ofMinutes(1);

    private static final int COUNTED = 1000;

    private record Look(List<LiveProcess> processes, List<Lease> leases) {}

    private final Map<String, CoreProcess> processes = new HashMap<>();
    private final List<Holding> leases = new ArrayList<>();
    private final List<Lag> lags = new ArrayList<>();

    private ClusterReport() {}

    /**
     * @param self the id of this process
     * @param databases in which it runs namespaces
     */
    static ClusterSummary of(String self, Collection<Store> databases, List<NamespaceContext> namespaces) {
        ClusterReport report = new ClusterReport();
        databases.forEach(database -> report.look(self, database));
        report.processes.put(self, new CoreProcess(self, ProcessName.shown(self), 0, true));
        namespaces.forEach(report::lag);
        List<CoreProcess> sorted = report.processes.values().stream()
                .sorted(Comparator.comparing((CoreProcess process) -> !process.here())
                        .thenComparing(CoreProcess::name)
                        .thenComparing(CoreProcess::id))
                .toList();
        report.leases.sort(Comparator.comparing(Holding::namespace).thenComparing(Holding::job));
        return new ClusterSummary(sorted, report.leases, report.lags);
    }

    private void look(String self, Store database) {
        Look look = database.read(repositories -> {
            Leases stored = repositories.leases();
            return new Look(stored.processes(SHOWN), stored.all());
        });
        Map<String, Long> silences = new HashMap<>();
        for (LiveProcess seen : look.processes()) {
            // Where a process is alone it need not show itself, and is here all the same.
            silences.put(seen.id(), seen.id().equals(self) ? 0 : seen.silence().toMillis());
            processes.put(
                    seen.id(),
                    new CoreProcess(
                            seen.id(),
                            ProcessName.shown(seen.id()),
                            seen.silence().toMillis(),
                            false));
        }
        for (Lease lease : look.leases()) {
            leases.add(new Holding(
                    lease.namespace(),
                    lease.job(),
                    ProcessName.shown(lease.owner()),
                    lease.epoch(),
                    silences.getOrDefault(lease.owner(), 0L)));
        }
    }

    private void lag(NamespaceContext context) {
        String ns = context.name();
        lags.addAll(context.store().read(store -> {
            List<Lag> found = new ArrayList<>();
            found.add(new Lag(
                    ns, "messages", "", store.messages().ready(ns, COUNTED).size()));
            found.add(new Lag(
                    ns,
                    "operations",
                    "",
                    store.operations()
                            .open(ns, Arrays.asList(OpType.values()), COUNTED)
                            .size()));
            found.add(new Lag(ns, "pins", "", store.pins().countUndispatched(ns)));
            long newest = store.events().highest(ns);
            for (Subscription subscription : store.subscriptions().all(ns)) {
                long position = Math.max(-1, position(store, ns, subscription));
                found.add(new Lag(ns, "subscription", subscription.name(), Math.max(0, newest - position)));
            }
            return found;
        }));
    }

    /** Until something is acknowledged, it is where it was created to start. */
    private static long position(Repositories store, String ns, Subscription subscription) {
        String cursor = SubscriptionRepository.cursor(Objects.requireNonNull(subscription.id()));
        @Nullable Long first = subscription.options().integer("firstEvent");
        return store.cursors().get(ns, cursor).map(Long::valueOf).orElse(first == null ? -1 : first);
    }
}
