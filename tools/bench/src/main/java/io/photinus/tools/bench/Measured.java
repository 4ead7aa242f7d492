package io.photinus.tools.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/**
 * The numbers of one measurement.
 *
 * @param name such as {@code broadcast}
 * @param action what one action is, such as {@code message}
 * @param seconds how long it was measured
 * @param done actions that were done in that time
 * @param perSecond by what has happened
 * @param micros by what has happened: microseconds since the action was due
 * @param uses by process; empty when none was named
 * @param statements SQL statements of all nodes, where they tell
 */
record Measured(
        String name,
        String action,
        double seconds,
        long done,
        Map<String, Double> perSecond,
        Map<String, Histogram> micros,
        Faults faults,
        Map<String, Gauges.Use> uses,
        OptionalDouble statements,
        List<Interval> intervals) {
    /**
     * A part of a long measurement.
     *
     * @param second when it ended
     * @param residentKb by process
     */
    record Interval(long second, double perSecond, double p50Millis, double p99Millis, Map<String, Long> residentKb) {}

    double perAction(double amount) {
        return done == 0 ? 0 : amount / done;
    }

    /** Milliseconds of processor time of all processes. */
    double cpuMillis() {
        return uses.values().stream().mapToLong(Gauges.Use::cpuMillis).sum();
    }

    /** The numbers that two measurements can be compared by. */
    Map<String, Double> comparable() {
        Map<String, Double> numbers = new LinkedHashMap<>();
        perSecond.forEach((what, value) -> numbers.put(name + ": " + what + "/s", value));
        micros.forEach((what, histogram) -> {
            numbers.put(name + ": " + what + " p50 ms", histogram.getValueAtPercentile(50) / 1000.0);
            numbers.put(name + ": " + what + " p99 ms", histogram.getValueAtPercentile(99) / 1000.0);
        });
        if (uses.size() > 1) {
            numbers.put(name + ": core-ms per " + action, perAction(cpuMillis()));
        }
        return numbers;
    }
}
