package io.photinus.metrics;

import io.photinus.api.ClusterSummary;
import io.photinus.api.ClusterSummary.CoreProcess;
import io.photinus.api.ClusterSummary.Holding;
import io.photinus.api.ClusterSummary.Lag;
import io.photinus.api.DatabaseSummary;
import io.photinus.api.Node;
import io.photinus.types.error.Temporary;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PrometheusPageTest {
    @Test
    void tellsTheCountersOfEachDatabase() {
        List<DatabaseSummary> databases =
                List.of(new DatabaseSummary("db0", 12, 3, 4, 5), new DatabaseSummary("db1", 7, 1, 1, 0));

        String text = new PrometheusPage(node(databases, () -> CLUSTER)).content();

        assertThat(text.lines())
                .contains(
                        "# TYPE photinus_sql_statements_total counter",
                        "photinus_sql_statements_total{database=\"db0\"} 12",
                        "photinus_sql_statements_total{database=\"db1\"} 7",
                        "photinus_sql_queued{database=\"db0\"} 5");
    }

    @Test
    void tellsWhoDoesWhatAndWhatWaits() {
        String text = new PrometheusPage(node(List.of(), () -> CLUSTER)).content();

        assertThat(text.lines())
                .contains(
                        "photinus_core_processes 2",
                        "photinus_lease_held{namespace=\"default\",job=\"aggregate\"} 1",
                        "photinus_lease_held{namespace=\"default\",job=\"batch\"} 0",
                        "photinus_waiting{namespace=\"default\",kind=\"pins\",name=\"\"} 4",
                        "photinus_waiting{namespace=\"default\",kind=\"subscription\",name=\"app\"} 5")
                .noneMatch(line -> line.contains("deliver"));
    }

    @Test
    void tellsTheRestWhileADatabaseIsAway() {
        String text = new PrometheusPage(node(List.of(new DatabaseSummary("db0", 12, 3, 4, 5)), () -> {
                    throw new Away();
                }))
                .content();

        assertThat(text.lines())
                .contains("photinus_sql_statements_total{database=\"db0\"} 12")
                .noneMatch(line -> line.contains("photinus_core_processes"));
    }

    private static final class Away extends RuntimeException implements Temporary {
        private static final long serialVersionUID = 1L;
    }

    private static final ClusterSummary CLUSTER = new ClusterSummary(
            List.of(new CoreProcess("host:1/a", "host:1", 0, true), new CoreProcess("host:2/b", "host:2", 9, false)),
            List.of(
                    new Holding("default", "aggregate", "host:1", 1, 0),
                    new Holding("default", "batch", "host:2", 1, 9),
                    new Holding("default", "deliver:1", "host:2", 1, 9)),
            List.of(new Lag("default", "pins", "", 4), new Lag("default", "subscription", "app", 5)));

    private static Node node(List<DatabaseSummary> databases, Supplier<ClusterSummary> cluster) {
        return (Node) Proxy.newProxyInstance(
                Node.class.getClassLoader(),
                new Class<?>[] {Node.class},
                (proxy, method, args) -> method.getName().equals("cluster") ? cluster.get() : databases);
    }
}
