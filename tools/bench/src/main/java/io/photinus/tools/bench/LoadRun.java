package io.photinus.tools.bench;

import io.photinus.tools.bench.wire.Wire;
import io.photinus.tools.client.CannotGoOn;
import io.photinus.tools.client.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts a load on for a while and measures it. */
final class LoadRun {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int INTERVAL_SECONDS = 30;
    /** After everything is done: a second report would come now. */
    private static final int QUIET_MILLIS = 1000;

    private final Wire wire;
    private final Options options;
    private final Gauges gauges;

    LoadRun(Wire wire, Options options, Gauges gauges) {
        this.wire = wire;
        this.options = options;
        this.gauges = gauges;
    }

    /**
     * @param witnesses how many must report an action
     * @param done what it is called when they have
     */
    Measured measure(String name, String action, int warmup, int witnesses, String done, Function<Tally, Work> works) {
        Load load = new Load(wire, options.rate(), options.workers(), Integer.MAX_VALUE);
        Tally tally = new Tally(witnesses, done, load::finished);
        try (Work work = works.apply(tally)) {
            Bench.say("Warming up for " + warmup + " s …");
            wire.run(() -> load.start(work::begin));
            watch(work, warmup);
            Bench.say("Measuring for " + options.seconds() + " s …");
            Gauges.Reading before = gauges.read();
            wire.run(() -> {
                long start = wire.now();
                tally.window(
                        start, start + Duration.ofSeconds(options.seconds()).toNanos());
                tally.lately();
            });
            List<Measured.Interval> intervals = intervals(work, tally);
            Gauges.Reading after = gauges.read();
            wire.run(load::stop);
            Bench.say("Waiting for what is under way …");
            drain(work, tally);
            return wire.call(() -> new Measured(
                    name,
                    action,
                    options.seconds(),
                    tally.done(),
                    perSecond(tally),
                    tally.micros(),
                    tally.faults(),
                    gauges.used(before, after),
                    Gauges.statements(before, after),
                    intervals));
        }
    }

    private List<Measured.Interval> intervals(Work work, Tally tally) {
        List<Measured.Interval> intervals = new ArrayList<>();
        for (int second = 0; second < options.seconds(); ) {
            int step = Math.min(INTERVAL_SECONDS, options.seconds() - second);
            watch(work, step);
            second += step;
            Tally.Lately lately = wire.call(tally::lately);
            Measured.Interval interval = new Measured.Interval(
                    second, (double) lately.done() / step, lately.p50Millis(), lately.p99Millis(), gauges.residentKb());
            intervals.add(interval);
            Bench.say(line(interval));
        }
        return intervals;
    }

    private static String line(Measured.Interval interval) {
        String memory = interval.residentKb().entrySet().stream()
                .map(process -> process.getKey() + " " + process.getValue() / 1024)
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%6d s: %.1f/s, p50 %.1f ms, p99 %.1f ms; MB: %s",
                interval.second(),
                interval.perSecond(),
                interval.p50Millis(),
                interval.p99Millis(),
                memory);
    }

    private Map<String, Double> perSecond(Tally tally) {
        Map<String, Double> rates = new LinkedHashMap<>();
        tally.counts().forEach((what, count) -> rates.put(what, (double) count / options.seconds()));
        return rates;
    }

    private void drain(Work work, Tally tally) {
        try {
            Waiting.until("The end of everything under way", LIMIT, () -> {
                work.requireHealthy();
                return wire.call(tally::open) == 0;
            });
        } catch (CannotGoOn late) {
            // What is left shows in the report.
            Bench.say(String.valueOf(late.getMessage()));
        }
        Waiting.pause(QUIET_MILLIS);
    }

    /** Lets the time pass, as long as all is well. */
    private static void watch(Work work, int seconds) {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            work.requireHealthy();
            Waiting.pause(Math.max(1, Math.min(500, left / 1_000_000)));
        }
    }
}
