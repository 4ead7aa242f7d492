package io.photinus.tools.bench;

import io.photinus.types.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** All numbers as one line of JSON, for programs. Times are milliseconds unless the name says otherwise. */
final class ReportLine {
    private final Map<String, @Nullable Object> line = new LinkedHashMap<>();

    ReportLine(Options options, Map<String, String> surroundings) {
        line.put("about", surroundings);
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("workload", options.workload());
        asked.put("loop", options.rate() > 0 ? "open" : "closed");
        asked.put("rate", options.rate());
        asked.put("workers", options.rate() > 0 ? 0 : options.workers());
        asked.put("seconds", options.seconds());
        asked.put("warmup", options.warmup());
        asked.put("size", options.size());
        asked.put("topics", options.topics());
        asked.put("connections", options.connections());
        asked.put(
                "deployments",
                options.deployments().stream()
                        .map(members -> members.stream().map(Object::toString).toList())
                        .toList());
        line.put("options", asked);
    }

    /** @param deployment which one was measured */
    void add(String deployment, List<Measured> turn) {
        List<Object> results = new ArrayList<>();
        if (line.get("results") instanceof List<?> before) {
            results.addAll(before);
        }
        turn.forEach(measured -> results.add(result(deployment, measured)));
        line.put("results", results);
    }

    private static Map<String, @Nullable Object> result(String deployment, Measured measured) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("name", measured.name());
        result.put("deployment", deployment);
        result.put("done", measured.done());
        result.put("perSecond", rounded(measured.perSecond()));
        Map<String, Object> latencies = new LinkedHashMap<>();
        measured.micros().forEach((what, micros) -> latencies.put(what, percentiles(micros)));
        result.put("latencyMs", latencies);
        result.put("refused", measured.faults().refused());
        result.put("lost", measured.faults().lost());
        result.put("doubled", measured.faults().doubled());
        result.put("unknown", measured.faults().unknown());
        result.put(
                "statementsPerAction",
                measured.statements().isPresent()
                        ? rounded(measured.perAction(measured.statements().getAsDouble()))
                        : null);
        result.put("coreMsPerAction", rounded(measured.perAction(measured.cpuMillis())));
        Map<String, Object> processes = new LinkedHashMap<>();
        measured.uses().forEach((name, use) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("cpuPercent", rounded(use.cpuMillis() / 10.0 / measured.seconds()));
            one.put("coreMsPerAction", rounded(measured.perAction(use.cpuMillis())));
            one.put("idleRssKb", use.idleKb());
            one.put("rssKb", use.residentKb());
            one.put("peakRssKb", use.peakKb());
            processes.put(name, one);
        });
        result.put("processes", processes);
        result.put(
                "intervals",
                measured.intervals().stream().map(ReportLine::interval).toList());
        return result;
    }

    private static Map<String, Object> interval(Measured.Interval interval) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("second", interval.second());
        one.put("perSecond", rounded(interval.perSecond()));
        one.put("p50", rounded(interval.p50Millis()));
        one.put("p99", rounded(interval.p99Millis()));
        one.put("rssKb", interval.residentKb());
        return one;
    }

    void add(Comparison comparison) {
        Map<String, Object> rows = new LinkedHashMap<>();
        comparison.rows().forEach((name, row) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("a", rounded(row.a()));
            one.put("b", rounded(row.b()));
            one.put("ratio", rounded(row.ratio()));
            one.put("least", rounded(row.least()));
            one.put("most", rounded(row.most()));
            rows.put(name, one);
        });
        line.put("rounds", comparison.rounds());
        line.put("compared", rows);
    }

    String text() {
        return Json.write(line);
    }

    private static Map<String, Object> percentiles(Histogram micros) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("p50", rounded(micros.getValueAtPercentile(50) / 1000.0));
        values.put("p95", rounded(micros.getValueAtPercentile(95) / 1000.0));
        values.put("p99", rounded(micros.getValueAtPercentile(99) / 1000.0));
        values.put("p99.9", rounded(micros.getValueAtPercentile(99.9) / 1000.0));
        values.put("max", rounded(micros.getMaxValue() / 1000.0));
        values.put("count", micros.getTotalCount());
        return values;
    }

    private static Map<String, Object> rounded(Map<String, Double> values) {
        Map<String, Object> rounded = new LinkedHashMap<>();
        values.forEach((name, value) -> rounded.put(name, rounded(value)));
        return rounded;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
