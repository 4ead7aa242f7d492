package io.photinus.tools.bench;

import io.photinus.tools.client.CannotGoOn;
import io.photinus.tools.client.EventSocket;
import io.photinus.tools.client.Member;
import io.photinus.tools.client.Waiting;
import io.photinus.types.json.JsonObject;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Sends broadcasts to a running network and measures until every member has reported them as confirmed. */
public final class Bench {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int READ_AHEAD = 500;

    private final Options options;
    private final HttpClient http = Member.newHttpClient();
    private final List<Member> members;
    private final Semaphore underWay;
    private final Tally tally;
    /** Tells the messages of this run from all others. */
    private final String run = "bench-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-";

    private final List<EventSocket> sockets = new ArrayList<>();
    private final AtomicIntegerArray probed;

    Bench(Options options) {
        this.options = options;
        this.members = options.urls().stream()
                .map(url -> new Member(http, url, options.namespace()))
                .toList();
        this.underWay = new Semaphore(options.workers());
        this.tally = new Tally(members.size(), number -> underWay.release());
        this.probed = new AtomicIntegerArray(members.size());
    }

    public static void main(String[] args) {
        int status = 0;
        try {
            new Bench(Options.of(args)).run();
        } catch (CannotGoOn | IllegalArgumentException failed) {
            System.err.println("bench: " + failed.getMessage());
            status = 1;
        }
        // The JDK's HTTP client has threads that nobody can end on Java 17.
        System.exit(status);
    }

    void run() {
        Map<String, Long> processes = new LinkedHashMap<>(options.processes());
        processes.put("driver", ProcessHandle.current().pid());
        Map<String, ProcessUse> idle = uses(processes);
        for (int i = 0; i < members.size(); i++) {
            members.get(i).mustGet("status");
            subscribe(i);
        }
        probe();
        try (Load load = new Load(options, members, tally, underWay, run)) {
            say("Warming up for " + options.warmup() + " s …");
            load.start();
            sleep(options.warmup());
            say("Measuring for " + options.seconds() + " s …");
            Map<String, ProcessUse> before = uses(processes);
            OptionalLong statementsBefore = Statements.count(http, options.metrics());
            long start = System.nanoTime();
            tally.window(start, start + Duration.ofSeconds(options.seconds()).toNanos());
            sleep(options.seconds());
            Map<String, ProcessUse> after = uses(processes);
            OptionalLong statementsAfter = Statements.count(http, options.metrics());
            load.stop();
            say("Waiting for what is under way …");
            drain();
            if (load.refusal() != null) {
                say("The first refusal: " + load.refusal());
            }
            Report report = new Report(
                    options, tally, used(idle, before, after), perMessage(statementsBefore, statementsAfter));
            report.table(System.out);
            System.out.println(report.json());
        }
        sockets.forEach(EventSocket::close);
    }

    private void subscribe(int member) {
        Map<String, Object> start = new LinkedHashMap<>();
        start.put("ephemeral", true);
        start.put(
                "filter",
                JsonObject.empty()
                        .with("events", "^message_confirmed$")
                        .with("message", JsonObject.empty().with("tag", "^" + run)));
        start.put(
                "options",
                JsonObject.empty()
                        .with("firstEvent", "newest")
                        .with("batch", true)
                        .with("readAhead", READ_AHEAD));
        sockets.add(EventSocket.open(members.get(member), start, event -> confirmed(member, event)));
    }

    private void confirmed(int member, JsonObject event) {
        String tag = event.object("message").object("header").string("tag");
        String number = tag.substring(run.length());
        if (number.startsWith("p")) {
            probed.incrementAndGet(member);
        } else {
            tally.confirmed(member, Long.parseLong(number), System.nanoTime());
        }
    }

    /** Nothing answers a start, so messages are sent until each subscription has brought one. */
    private void probe() {
        int[] count = {0};
        Waiting.until("The confirmation of a first message on all members", LIMIT, () -> {
            members.get(0)
                    .mustPost(
                            "messages/broadcast?confirm",
                            "{\"header\":{\"tag\":\"" + run + "p" + count[0]++
                                    + "\"},\"data\":[{\"value\":\"probe\"}]}");
            for (int i = 0; i < members.size(); i++) {
                sockets.get(i).requireHealthy();
                if (probed.get(i) == 0) {
                    return false;
                }
            }
            return true;
        });
    }

    private void drain() {
        try {
            Waiting.until("The confirmation of everything", LIMIT, () -> tally.open() == 0);
        } catch (CannotGoOn late) {
            say(late.getMessage() + ": " + tally.open() + " are left");
        }
    }

    private void sleep(int seconds) {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            sockets.forEach(EventSocket::requireHealthy);
            Waiting.pause(Math.max(1, Math.min(100, left / 1_000_000)));
        }
    }

    private static Map<String, ProcessUse> uses(Map<String, Long> processes) {
        Map<String, ProcessUse> uses = new LinkedHashMap<>();
        processes.forEach((name, process) -> ProcessUse.of(process).ifPresent(use -> uses.put(name, use)));
        return uses;
    }

    private static Map<String, Report.Use> used(
            Map<String, ProcessUse> idle, Map<String, ProcessUse> before, Map<String, ProcessUse> after) {
        Map<String, Report.Use> used = new LinkedHashMap<>();
        after.forEach((name, end) -> {
            ProcessUse start = before.get(name);
            ProcessUse calm = idle.get(name);
            if (start != null && calm != null) {
                used.put(
                        name,
                        new Report.Use(
                                end.cpuMillis() - start.cpuMillis(),
                                calm.residentKb(),
                                end.residentKb(),
                                end.peakKb()));
            }
        });
        return used;
    }

    private OptionalDouble perMessage(OptionalLong before, OptionalLong after) {
        return before.isEmpty() || after.isEmpty() || tally.confirmed() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) (after.getAsLong() - before.getAsLong()) / tally.confirmed());
    }

    private static void say(String text) {
        System.err.println(text);
    }
}
