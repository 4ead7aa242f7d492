package io.photinus.tools.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What the processes on this machine use, and what nodes tell about their databases; both only as far as they are named. */
final class Gauges {
    static final String DRIVER = "driver";

    private final HttpClient http;
    private final Map<String, Long> processes;
    private final List<URI> metrics;
    private final Reading idle;

    /** The gauges at one moment. */
    record Reading(Map<String, ProcessUse> uses, OptionalLong statements) {}

    /**
     * What a process used between two readings.
     *
     * @param idleKb the memory before any load
     */
    record Use(long cpuMillis, long idleKb, long residentKb, long peakKb) {}

    /** Reads what is used before any load. The driver is always among the processes. */
    Gauges(HttpClient http, Map<String, Long> named, List<URI> metrics) {
        this.http = http;
        this.processes = new LinkedHashMap<>(named);
        this.processes.put(DRIVER, ProcessHandle.current().pid());
        this.metrics = metrics;
        this.idle = read();
    }

    Reading read() {
        return new Reading(uses(), Statements.count(http, metrics));
    }

    private Map<String, ProcessUse> uses() {
        Map<String, ProcessUse> uses = new LinkedHashMap<>();
        processes.forEach((name, process) -> ProcessUse.of(process).ifPresent(use -> uses.put(name, use)));
        return uses;
    }

    Map<String, Long> residentKb() {
        Map<String, Long> resident = new LinkedHashMap<>();
        uses().forEach((name, use) -> resident.put(name, use.residentKb()));
        return resident;
    }

    Map<String, Use> used(Reading before, Reading after) {
        Map<String, Use> used = new LinkedHashMap<>();
        after.uses().forEach((name, end) -> {
            ProcessUse start = before.uses().get(name);
            ProcessUse calm = idle.uses().getOrDefault(name, end);
            if (start != null) {
                used.put(
                        name,
                        new Use(
                                end.cpuMillis() - start.cpuMillis(),
                                calm.residentKb(),
                                end.residentKb(),
                                end.peakKb()));
            }
        });
        return used;
    }

    static OptionalDouble statements(Reading before, Reading after) {
        return before.statements().isEmpty() || after.statements().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        after.statements().getAsLong() - before.statements().getAsLong());
    }
}
