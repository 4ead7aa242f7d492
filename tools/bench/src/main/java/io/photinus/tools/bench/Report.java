package io.photinus.tools.bench;

import io.photinus.types.json.Json;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The numbers of one run: a table for people, one line of JSON for programs. */
final class Report {
    private final Options options;
    private final Tally tally;
    /** By process: what it used during the window. */
    private final Map<String, Use> uses;

    private final OptionalDouble statementsPerMessage;

    /** {@code beforeKb} is the memory before any load. */
    record Use(long cpuMillis, long beforeKb, long afterKb, long peakKb) {}

    Report(Options options, Tally tally, Map<String, Use> uses, OptionalDouble statementsPerMessage) {
        this.options = options;
        this.tally = tally;
        this.uses = uses;
        this.statementsPerMessage = statementsPerMessage;
    }

    private double perSecond(long count) {
        return (double) count / options.seconds();
    }

    private String loop() {
        return options.rate() > 0
                ? "open loop, " + options.rate() + "/s"
                : "closed loop, " + options.workers() + " messages under way";
    }

    private double cpuPerMessage() {
        double millis = uses.values().stream().mapToLong(Use::cpuMillis).sum();
        return tally.confirmed() == 0 ? 0 : millis / tally.confirmed();
    }

    void table(PrintStream out) {
        out.printf(
                "%n%s, %d s after %d s of warm-up, values of %d bytes, %d members, %d topics%n",
                loop(),
                options.seconds(),
                options.warmup(),
                options.size(),
                options.urls().size(),
                options.topics());
        out.printf("%d cores, Java %s", Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"));
        out.println(options.jvm().isEmpty() ? "" : ", nodes run with " + options.jvm());
        out.println();
        out.printf(Locale.ROOT, "accepted/s                 %10.1f%n", perSecond(tally.accepted()));
        out.printf(Locale.ROOT, "confirmed/s on all members %10.1f%n", perSecond(tally.confirmed()));
        out.printf("refused                    %10d%n", tally.refused());
        out.printf("never confirmed            %10d%n", tally.open());
        out.printf("reported twice             %10d%n", tally.doubled());
        out.printf(
                "statements per message     %10s%n%n",
                statementsPerMessage.isPresent()
                        ? String.format(Locale.ROOT, "%.2f", statementsPerMessage.getAsDouble())
                        : "n/a");
        out.printf("%-20s %9s %9s %9s %9s %9s%n", "milliseconds", "p50", "p95", "p99", "max", "count");
        row(out, "until accepted", tally.acceptMicros());
        row(out, "until confirmed", tally.confirmMicros());
        out.printf("%n%-20s %9s %9s %9s %9s%n", "process", "CPU %", "idle MB", "MB", "peak MB");
        uses.forEach((name, use) -> out.printf(
                Locale.ROOT,
                "%-20s %9.1f %9d %9d %9d%n",
                name,
                use.cpuMillis() / 10.0 / options.seconds(),
                use.beforeKb() / 1024,
                use.afterKb() / 1024,
                use.peakKb() / 1024));
        if (!uses.isEmpty()) {
            out.printf(Locale.ROOT, "core-ms per message  %9.2f   (driver included)%n", cpuPerMessage());
        }
        out.println();
    }

    private static void row(PrintStream out, String name, Histogram micros) {
        out.printf(
                Locale.ROOT,
                "%-20s %9.1f %9.1f %9.1f %9.1f %9d%n",
                name,
                micros.getValueAtPercentile(50) / 1000.0,
                micros.getValueAtPercentile(95) / 1000.0,
                micros.getValueAtPercentile(99) / 1000.0,
                micros.getMaxValue() / 1000.0,
                micros.getTotalCount());
    }

    String json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("loop", options.rate() > 0 ? "open" : "closed");
        json.put("rate", options.rate());
        json.put("workers", options.rate() > 0 ? 0 : options.workers());
        json.put("seconds", options.seconds());
        json.put("size", options.size());
        json.put("members", options.urls().size());
        json.put("jvm", options.jvm());
        json.put("acceptedPerSecond", rounded(perSecond(tally.accepted())));
        json.put("confirmedPerSecond", rounded(perSecond(tally.confirmed())));
        json.put("refused", tally.refused());
        json.put("neverConfirmed", tally.open());
        json.put("reportedTwice", tally.doubled());
        json.put(
                "statementsPerMessage",
                statementsPerMessage.isPresent() ? rounded(statementsPerMessage.getAsDouble()) : null);
        json.put("acceptMs", percentiles(tally.acceptMicros()));
        json.put("confirmMs", percentiles(tally.confirmMicros()));
        json.put("coreMsPerMessage", uses.isEmpty() ? null : rounded(cpuPerMessage()));
        Map<String, Object> processes = new LinkedHashMap<>();
        uses.forEach((name, use) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("cpuPercent", rounded(use.cpuMillis() / 10.0 / options.seconds()));
            one.put("idleRssKb", use.beforeKb());
            one.put("rssKb", use.afterKb());
            one.put("peakRssKb", use.peakKb());
            processes.put(name, one);
        });
        json.put("processes", processes);
        return Json.write(json);
    }

    private static Map<String, Object> percentiles(Histogram micros) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("p50", rounded(micros.getValueAtPercentile(50) / 1000.0));
        values.put("p95", rounded(micros.getValueAtPercentile(95) / 1000.0));
        values.put("p99", rounded(micros.getValueAtPercentile(99) / 1000.0));
        values.put("max", rounded(micros.getMaxValue() / 1000.0));
        values.put("count", micros.getTotalCount());
        return values;
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
