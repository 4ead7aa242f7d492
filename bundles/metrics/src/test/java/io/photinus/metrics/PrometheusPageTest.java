package io.photinus.metrics;

import io.photinus.api.DatabaseSummary;
import io.photinus.api.Node;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PrometheusPageTest {
    @Test
    void tellsTheCountersOfEachDatabase() {
        List<DatabaseSummary> databases =
                List.of(new DatabaseSummary("db0", 12, 3, 4, 5), new DatabaseSummary("db1", 7, 1, 1, 0));
        Node node = (Node) Proxy.newProxyInstance(
                Node.class.getClassLoader(), new Class<?>[] {Node.class}, (proxy, method, args) -> databases);

        String text = new PrometheusPage(node).content();

        assertThat(text.lines())
                .contains(
                        "# TYPE photinus_sql_statements_total counter",
                        "photinus_sql_statements_total{database=\"db0\"} 12",
                        "photinus_sql_statements_total{database=\"db1\"} 7",
                        "photinus_sql_queued{database=\"db0\"} 5");
    }
}
