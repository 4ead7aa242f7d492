package io.photinus.metrics;

import io.photinus.api.ClusterSummary;
import io.photinus.api.ClusterSummary.CoreProcess;
import io.photinus.api.ClusterSummary.Holding;
import io.photinus.api.ClusterSummary.Lag;
import io.photinus.api.DatabaseSummary;
import io.photinus.api.Node;
import io.photinus.http.PlainPage;
import io.photinus.types.error.Temporary;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /metrics} on the monitoring port (api 5.2): what the databases do, who shares them, and what waits. */
@Component(
        service = PlainPage.class,
        property = {"photinus.http.connector=metrics", PlainPage.PATH + "=/metrics"})
public final class PrometheusPage implements PlainPage {
    private final Node node;

    @Activate
    public PrometheusPage(@Reference Node node) {
        this.node = node;
    }

    @Override
    public String contentType() {
        return "text/plain; version=0.0.4; charset=utf-8";
    }

    @Override
    public String content() {
        List<DatabaseSummary> databases = node.databases();
        StringBuilder text = new StringBuilder(1024);
        write(
                text,
                "photinus_sql_statements_total",
                "counter",
                "SQL statements",
                databases,
                DatabaseSummary::statements);
        write(text, "photinus_sql_commits_total", "counter", "Commits", databases, DatabaseSummary::commits);
        write(text, "photinus_sql_units_total", "counter", "Units of work", databases, DatabaseSummary::units);
        write(text, "photinus_sql_queued", "gauge", "Units of work that wait", databases, DatabaseSummary::queued);
        writeCluster(text);
        return text.toString();
    }

    /** Read from the databases; while one is away the rest of the page is there all the same. */
    private void writeCluster(StringBuilder text) {
        ClusterSummary cluster;
        try {
            cluster = node.cluster();
        } catch (RuntimeException away) {
            if (away instanceof Temporary) {
                return;
            }
            throw away;
        }
        Set<String> here = cluster.processes().stream()
                .filter(CoreProcess::here)
                .map(CoreProcess::name)
                .collect(Collectors.toSet());
        head(text, "photinus_core_processes", "gauge", "Processes that share the databases");
        text.append("photinus_core_processes ")
                .append(cluster.processes().size())
                .append('\n');
        head(text, "photinus_lease_held", "gauge", "1 for a job that this process does");
        for (Holding lease : cluster.leases()) {
            // A subscription's lease is named by an id, of which there may be any number over time.
            if (!lease.job().contains(":")) {
                text.append("photinus_lease_held{namespace=\"")
                        .append(lease.namespace())
                        .append("\",job=\"")
                        .append(lease.job())
                        .append("\"} ")
                        .append(here.contains(lease.owner()) ? 1 : 0)
                        .append('\n');
            }
        }
        head(text, "photinus_waiting", "gauge", "Messages, operations and pins that wait, and events per subscription");
        for (Lag lag : cluster.lags()) {
            text.append("photinus_waiting{namespace=\"")
                    .append(lag.namespace())
                    .append("\",kind=\"")
                    .append(lag.kind())
                    .append("\",name=\"")
                    .append(lag.name())
                    .append("\"} ")
                    .append(lag.count())
                    .append('\n');
        }
    }

    private static void head(StringBuilder text, String name, String kind, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(kind).append('\n');
    }

    private static void write(
            StringBuilder text,
            String name,
            String kind,
            String help,
            List<DatabaseSummary> databases,
            ToLongFunction<DatabaseSummary> value) {
        head(text, name, kind, help);
        for (DatabaseSummary database : databases) {
            // Plugin names have no character that would need an escape.
            text.append(name)
                    .append("{database=\"")
                    .append(database.name())
                    .append("\"} ")
                    .append(value.applyAsLong(database))
                    .append('\n');
        }
    }
}
