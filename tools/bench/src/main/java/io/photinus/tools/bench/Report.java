package io.photinus.tools.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The numbers as tables for people. */
final class Report {
    private final Options options;
    private final PrintStream out;

    Report(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    private void print(String format, Object... values) {
        out.printf(Locale.ROOT, format, values);
    }

    void head(Map<String, String> surroundings) {
        out.println();
        surroundings.forEach((name, value) -> print("%-18s %s%n", name, value));
        print("%-18s %s%n", "workload", options.workload() + ", " + loop());
        for (List<?> members : options.deployments()) {
            print("%-18s %s%n", "members", members);
        }
        print(
                "%-18s %d s after %d s of warm-up, values of %d bytes, %d topics, %d connections per member%n",
                "measured",
                options.seconds(),
                options.warmup(),
                options.size(),
                options.topics(),
                options.connections());
    }

    private String loop() {
        if (Options.DELIVER.equals(options.workload())) {
            return "one durable subscription";
        }
        return options.rate() > 0
                ? "open loop, " + options.rate() + "/s"
                : "closed loop, " + options.workers() + " under way";
    }

    void table(Measured measured) {
        print("%n== %s%n", measured.name());
        measured.perSecond().forEach((what, rate) -> print("%-30s %12.1f%n", what + "/s", rate));
        faults(measured.faults());
        if (measured.statements().isPresent()) {
            print(
                    "%-30s %12.2f%n",
                    "SQL statements per " + measured.action(),
                    measured.perAction(measured.statements().getAsDouble()));
        }
        print("%n%-30s %9s %9s %9s %9s %9s %9s%n", "milliseconds", "p50", "p95", "p99", "p99.9", "max", "count");
        measured.micros().forEach(this::row);
        processes(measured);
    }

    private void faults(Faults faults) {
        print("%-30s %12d%n", "refused", faults.refused());
        print("%-30s %12d%n", "lost", faults.lost());
        print("%-30s %12d%n", "doubled", faults.doubled());
        if (faults.unknown() > 0) {
            print("%-30s %12d%n", "never sent, yet reported", faults.unknown());
        }
        if (!faults.firstRefusal().isEmpty()) {
            print("the first refusal: %s%n", faults.firstRefusal());
        }
    }

    private void row(String name, Histogram micros) {
        print(
                "%-30s %9.1f %9.1f %9.1f %9.1f %9.1f %9d%n",
                name,
                millis(micros, 50),
                millis(micros, 95),
                millis(micros, 99),
                millis(micros, 99.9),
                micros.getMaxValue() / 1000.0,
                micros.getTotalCount());
    }

    private static double millis(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / 1000.0;
    }

    private void processes(Measured measured) {
        if (measured.uses().isEmpty()) {
            return;
        }
        print(
                "%n%-30s %9s %9s %9s %9s %9s%n",
                "process", "CPU %", "core-ms/" + measured.action().charAt(0), "idle MB", "MB", "peak MB");
        measured.uses()
                .forEach((name, use) -> print(
                        "%-30s %9.1f %9.3f %9d %9d %9d%n",
                        name,
                        use.cpuMillis() / 10.0 / measured.seconds(),
                        measured.perAction(use.cpuMillis()),
                        use.idleKb() / 1024,
                        use.residentKb() / 1024,
                        use.peakKb() / 1024));
        print(
                "%-30s %9.1f %9.3f   (core-milliseconds per %s, driver included)%n",
                "all",
                measured.cpuMillis() / 10.0 / measured.seconds(),
                measured.perAction(measured.cpuMillis()),
                measured.action());
    }

    void table(Comparison comparison) {
        print("%n== B to A, the middle of %d rounds%n", comparison.rounds());
        print("%-48s %10s %10s %8s   %s%n", "", "A", "B", "B/A", "least … most");
        comparison
                .rows()
                .forEach((name, row) -> print(
                        "%-48s %10.2f %10.2f %8.2f   %.2f … %.2f%n",
                        name, row.a(), row.b(), row.ratio(), row.least(), row.most()));
    }
}
