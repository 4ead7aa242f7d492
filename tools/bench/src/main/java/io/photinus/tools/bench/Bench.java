package io.photinus.tools.bench;

import io.photinus.tools.bench.wire.Wire;
import io.photinus.tools.client.CannotGoOn;
import io.photinus.tools.client.Member;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures running nodes through their public API. */
public final class Bench {
    /** There are numbers, but something was lost, doubled or refused. */
    private static final int FAULTS = 3;

    /** Of turns after the first: the nodes have seen the load before. */
    private static final int SHORT_WARMUP = 5;

    private final Options options;
    private final Wire wire;
    private final HttpClient http = Member.newHttpClient();

    private Bench(Options options, Wire wire) {
        this.options = options;
        this.wire = wire;
    }

    public static void main(String[] args) {
        int status;
        try (Wire wire = new Wire()) {
            status = new Bench(Options.of(args), wire).run() ? 0 : FAULTS;
        } catch (CannotGoOn | IllegalArgumentException failed) {
            say("bench: " + failed.getMessage());
            status = 1;
        }
        // The JDK's HTTP client has threads that nobody can end on Java 17.
        System.exit(status);
    }

    /** Whether nothing went wrong. */
    private boolean run() {
        Map<String, String> surroundings = Surroundings.of(options.about());
        Report report = new Report(options, System.out);
        ReportLine line = new ReportLine(options, surroundings);
        Deployment first = new Deployment("a", options.deployments().get(0));
        boolean good;
        if (options.deployments().size() == 1) {
            List<Measured> turn = first.turn(options.warmup());
            report.head(surroundings);
            turn.forEach(report::table);
            line.add("", turn);
            good = good(turn);
        } else {
            Comparison comparison = new Comparison();
            good = compare(first, new Deployment("b", options.deployments().get(1)), report, line, comparison);
            report.head(surroundings);
            report.table(comparison);
            line.add(comparison);
        }
        System.out.println();
        System.out.println(line.text());
        return good;
    }

    private boolean compare(
            Deployment first, Deployment second, Report report, ReportLine line, Comparison comparison) {
        boolean good = true;
        for (int round = 0; round < options.rounds(); round++) {
            int warmup = round == 0 ? options.warmup() : Math.min(SHORT_WARMUP, options.warmup());
            List<Measured> a = turn(report, line, first, warmup);
            List<Measured> b = turn(report, line, second, warmup);
            comparison.round(a, b);
            good &= good(a) && good(b);
        }
        return good;
    }

    private static List<Measured> turn(Report report, ReportLine line, Deployment deployment, int warmup) {
        say("The turn of " + deployment.name + " …");
        List<Measured> turn = deployment.turn(warmup);
        turn.forEach(report::table);
        line.add(deployment.name, turn);
        return turn;
    }

    private static boolean good(List<Measured> turn) {
        return turn.stream().allMatch(measured -> measured.faults().none());
    }

    static void say(String text) {
        System.err.println(text);
    }

    /** The members of one network. */
    private final class Deployment {
        private final String name;
        private final List<Member> members;
        private final Gauges gauges;

        private Deployment(String name, List<URI> addresses) {
            this.name = name;
            this.members = addresses.stream()
                    .map(address -> new Member(http, address, options.namespace()))
                    .toList();
            members.forEach(member -> member.mustGet("status"));
            this.gauges = new Gauges(http, processes(), options.metrics());
        }

        /** When two are compared, "b/member_0" belongs to the second alone. */
        private Map<String, Long> processes() {
            Map<String, Long> mine = new LinkedHashMap<>(options.processes());
            mine.keySet().removeIf(process -> process.matches("[ab]/.*") && !process.startsWith(name + "/"));
            return mine;
        }

        private List<Measured> turn(int warmup) {
            LoadRun load = new LoadRun(wire, options, gauges);
            switch (options.workload()) {
                case Options.BROADCAST -> {
                    return List.of(load.measure(
                            options.workload(),
                            "message",
                            warmup,
                            members.size(),
                            Broadcast.CONFIRMED,
                            tally -> new Broadcast(wire, members, options, tally)));
                }
                case Options.QUERY -> {
                    Stock.fill(wire, members, options);
                    return List.of(load.measure(
                            options.workload(),
                            "query",
                            warmup,
                            1,
                            Queries.ANSWERED,
                            tally -> new Queries(wire, members, options, tally)));
                }
                default -> {
                    Stock.fill(wire, members, options);
                    return new Deliver(wire, members.get(0), options, gauges).measure(warmup);
                }
            }
        }
    }
}
