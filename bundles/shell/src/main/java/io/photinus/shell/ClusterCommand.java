package io.photinus.shell;

import io.photinus.api.ClusterSummary;
import io.photinus.api.ClusterSummary.CoreProcess;
import io.photinus.api.ClusterSummary.Holding;
import io.photinus.api.ClusterSummary.Lag;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The processes that share this node's databases, who does what, and what waits. */
@Service
@Command(
        scope = "photinus",
        name = "cluster",
        description = "Shows the processes that share the databases, who does which job, and how much waits")
public final class ClusterCommand extends NodeCommand {
    @Override
    Rows rows() {
        ClusterSummary cluster = node.cluster();
        Rows rows = new Rows("kind", "namespace", "name", "process", "epoch", "silence", "count", "here");
        for (CoreProcess process : cluster.processes()) {
            rows.add("process", "", process.id(), process.name(), null, process.silence(), null, process.here());
        }
        for (Holding lease : cluster.leases()) {
            rows.add(
                    "lease",
                    lease.namespace(),
                    lease.job(),
                    lease.owner(),
                    lease.epoch(),
                    lease.silence(),
                    null,
                    isHere(cluster, lease));
        }
        for (Lag lag : cluster.lags()) {
            rows.add(lag.kind(), lag.namespace(), lag.name(), "", null, null, lag.count(), false);
        }
        return rows;
    }

    private static boolean isHere(ClusterSummary cluster, Holding lease) {
        return cluster.processes().stream()
                .anyMatch(process -> process.here() && process.name().equals(lease.owner()));
    }

    @Override
    String whenEmpty() {
        return "no process is known";
    }
}
