package io.photinus.metrics;

import io.photinus.api.DatabaseSummary;
import io.photinus.api.Node;
import io.photinus.http.PlainPage;
import java.util.List;
import java.util.function.ToLongFunction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /metrics} on the monitoring port (api 5.2). For now the databases' counters. */
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
        return text.toString();
    }

    private static void write(
            StringBuilder text,
            String name,
            String kind,
            String help,
            List<DatabaseSummary> databases,
            ToLongFunction<DatabaseSummary> value) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(kind).append('\n');
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
