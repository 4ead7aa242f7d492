package io.photinus.tools.demo;

import io.photinus.tools.client.Answer;
import io.photinus.tools.client.CannotGoOn;
import io.photinus.tools.client.Member;
import io.photinus.tools.client.Waiting;
import io.photinus.types.json.JsonObject;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets two members of a network work together through the public API and tells what is to be seen. Ends with status 0 only if
 * every step was seen.
 */
public final class Demo {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int BROADCASTS = 10;
    /** Broadcasts before the exchange of a bundle, and again after it. */
    private static final int STREAMED = 20;

    private static final String STORAGE = "io.photinus.sharedstorage.local";

    private final Options options;
    private final Story story;
    private final Member acme;
    private final Member globex;
    private final List<Member> members;
    private final Network network;
    private final Orders orders = new Orders();

    Demo(Options options, Story story) {
        this.options = options;
        this.story = story;
        HttpClient http = Member.newHttpClient();
        this.acme = new Member(http, options.api(), options.members().get(0));
        this.globex = new Member(http, options.api(), options.members().get(1));
        this.members = List.of(acme, globex);
        this.network = new Network(members);
    }

    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        int status = 0;
        try {
            Options options = Options.of(args);
            new Demo(options, new Story(out, options.colour())).run();
        } catch (CannotGoOn | IllegalArgumentException failed) {
            out.println();
            out.println("   ✗ " + failed.getMessage());
            status = 1;
        }
        // The JDK's HTTP client has threads that nobody can end on Java 17.
        System.exit(status);
    }

    void run() {
        join();
        define();
        try (Observer atAcme = Observer.start(acme, "live", "newest", Orders.TOPICS);
                Observer atGlobex = Observer.start(globex, "live", "newest", Orders.TOPICS)) {
            List<Observer> observers = List.of(atAcme, atGlobex);
            exchange(observers);
            refuse();
            replay(atGlobex);
            upgrade(observers);
        }
        addresses();
    }

    private void join() {
        story.chapter("Two organisations join one network");
        for (Member member : members) {
            story.seen("%s is %s", member.namespace(), Network.join(member));
        }
        for (Member member : members) {
            Network.awaitMap(member, members.size());
        }
        story.seen("each of them knows both organisations and both nodes");
    }

    private void define() {
        story.chapter(acme.namespace() + " defines what an order is, as a JSON Schema");
        Orders.define(acme);
        story.seen("%s: confirmed by the network", Orders.definition());
        Waiting.until("The arrival of the datatype at " + globex.namespace(), LIMIT, () -> globex.get(
                        "datatypes/" + Orders.definition())
                .ok());
        story.seen("%s has it as well", globex.namespace());
    }

    private void exchange(List<Observer> observers) {
        story.chapter(BROADCASTS + " broadcasts on two topics, from both members");
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < BROADCASTS; i++) {
            Member member = members.get(i % members.size());
            String topic = Orders.TOPICS.get(i / 2 % Orders.TOPICS.size());
            Answer answer = orders.broadcast(member, topic);
            if (answer.status() != 202) {
                throw new CannotGoOn("A broadcast of " + member.namespace() + " was answered with " + answer.status()
                        + ", " + answer.error());
            }
            sent.add(answer.object().object("header").string("id"));
            story.line("%-6s sends %s on %s", member.namespace(), brief(sent.get(i)), topic);
        }
        observers.forEach(observer -> observer.await(sent));
        story.seen("all %d are confirmed on both", BROADCASTS);
        story.blank();
        for (Observer observer : observers) {
            for (String topic : Orders.TOPICS) {
                story.line(
                        "%-6s sees on %-9s  %s",
                        observer.member().namespace(),
                        topic,
                        String.join(
                                "  ",
                                Seen.order(observer.seen(), topic).stream()
                                        .map(Demo::brief)
                                        .toList()));
            }
        }
        network.requireAgreement(observers, Orders.TOPICS);
        story.seen("the order is equal on each topic, and so are the message hashes and the batch of each message");
        for (String batch :
                observers.get(0).seen().stream().map(Seen::batch).distinct().toList()) {
            story.seen(
                    "batch %s has one hash on both: %s…",
                    brief(batch), network.requireOneBatchHash(batch).substring(0, 16));
        }
        sent.forEach(network::requireEqualData);
        story.seen("both hold the same data, and its SHA-256 is the hash that was signed");
    }

    private void refuse() {
        story.chapter(globex.namespace() + " tries to order \"many\" pieces, where a number is expected");
        int before = globex.mustGet("messages?limit=1000").list().size();
        Answer answer = orders.broadcastNonsense(globex);
        if (answer.status() != 400 || !answer.error().startsWith("FF10198")) {
            throw new CannotGoOn(
                    "400 and FF10198 were expected, but the answer was " + answer.status() + ", " + answer.error());
        }
        story.line("400 %s", shorten(answer.error()));
        if (globex.mustGet("messages?limit=1000").list().size() != before) {
            throw new CannotGoOn("The refused message was stored");
        }
        story.seen("refused before anything was stored or sent");
    }

    private void replay(Observer live) {
        story.chapter(
                "An application of " + globex.namespace() + " that comes late, and asks for everything from the start");
        List<Seen> before = live.seen();
        try (Observer late = Observer.start(globex, "late", "oldest", Orders.TOPICS)) {
            late.await(before.stream().map(Seen::message).toList());
            List<Long> expected = before.stream().map(Seen::sequence).toList();
            List<Long> actual = late.seen().stream().map(Seen::sequence).toList();
            if (!actual.equals(expected)) {
                throw new CannotGoOn("The replay brought the events " + actual + " instead of " + expected);
            }
            story.seen("it got the same %d events in the same order: %s", actual.size(), actual);
        }
    }

    private void upgrade(List<Observer> observers) {
        story.chapter("The shared storage plugin is upgraded while both members go on sending");
        Upgrade upgrade = new Upgrade(options, STORAGE);
        Path next = upgrade.prepare();
        List<String> sent;
        JsonObject report;
        int during;
        try (Traffic traffic = Traffic.start(members, orders)) {
            awaitCount(traffic, STREAMED);
            int before = traffic.count();
            story.line("%d broadcasts are on their way; photinus:swap %s …", before, STORAGE);
            report = upgrade.run(next);
            during = traffic.count() - before;
            awaitCount(traffic, traffic.count() + STREAMED);
            sent = traffic.stop();
        }
        if (report.string("from").isEmpty() || report.string("from").equals(report.string("to"))) {
            throw new CannotGoOn("The bundle is still of version " + report.string("from"));
        }
        story.seen(
                "%s went from %s to %s in %s ms, in the running process",
                STORAGE, report.string("from"), report.string("to"), report.string("millis"));
        if (report.get("refreshed") instanceof List<?> refreshed && !refreshed.isEmpty()) {
            throw new CannotGoOn("Other bundles were touched: " + refreshed);
        }
        story.seen("no other bundle was touched");
        story.seen("%d broadcasts were accepted meanwhile, %d altogether, none refused", during, sent.size());
        observers.forEach(observer -> observer.await(sent));
        network.requireAgreement(observers, Orders.TOPICS);
        story.seen("all %d are confirmed on both, in equal order: nothing is lost", sent.size());
    }

    private static void awaitCount(Traffic traffic, int count) {
        Waiting.until("The acceptance of " + count + " broadcasts", LIMIT, () -> traffic.count() >= count);
    }

    private void addresses() {
        story.chapter("Where to look");
        for (Member member : members) {
            story.line("%-6s  %s", member.namespace(), member.address("status"));
            story.line("        %s", member.address("messages"));
        }
        story.line("API     %s/api/v1", options.api());
        story.line("files   %s", options.instance());
    }

    /** Enough of an id to tell it from its neighbours: ids begin with the time. */
    private static String brief(String id) {
        return id.substring(Math.max(0, id.length() - 8));
    }

    private static String shorten(String text) {
        return text.length() <= 110 ? text : text.substring(0, 110) + "…";
    }
}
