package io.photinus.itests.distribution;

import io.photinus.tools.client.CannotGoOn;
import io.photinus.types.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** An application with a durable subscription, which connects again as often as it must and acknowledges what it has taken. */
final class Reader implements AutoCloseable {
    private static final int READ_AHEAD = 10;
    private static final Pattern TOO_EARLY = Pattern.compile("FF10436|FF10187");
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Party party;
    private final String name;
    private final Thread thread;
    /** Per connection, the ids of its events. Changed by the thread only, under the lock of this object. */
    private final List<List<String>> connections = new ArrayList<>();

    private final Set<String> events = ConcurrentHashMap.newKeySet();
    private final Set<String> refusals = ConcurrentHashMap.newKeySet();
    private volatile boolean goOn = true;

    private Reader(Party party, String name) {
        this.party = party;
        this.name = name;
        this.thread = new Thread(this::run, "reader-" + party.org());
    }

    static Reader start(Party party, String topic) {
        Reader reader = new Reader(party, "reader-" + topic);
        Subscriptions.create(
                party,
                reader.name,
                topic,
                JsonObject.parse("{\"firstEvent\":\"oldest\",\"readAhead\":" + READ_AHEAD + "}"));
        reader.thread.start();
        return reader;
    }

    private void run() {
        while (goOn) {
            try (Feed feed = Feed.durable(party, name)) {
                List<String> seen = new ArrayList<>();
                synchronized (this) {
                    connections.add(seen);
                }
                read(feed, seen);
            } catch (CannotGoOn nobodyAnswers) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void read(Feed feed, List<String> seen) {
        while (goOn) {
            JsonObject event = feed.poll(PAUSE);
            if (event != null && (feed.isEnd(event) || refused(event))) {
                return;
            }
            if (event != null) {
                synchronized (this) {
                    seen.add(event.string("id"));
                }
                events.add(event.string("id"));
                feed.ack(event);
            }
        }
    }

    /** A member that starts listens before it knows its namespaces, and before they deliver events. */
    private boolean refused(JsonObject frame) {
        if (!frame.string("type").equals("protocol_error")) {
            return false;
        }
        if (!TOO_EARLY.matcher(frame.string("error")).find()) {
            refusals.add(frame.string("error"));
        }
        return true;
    }

    /** How many different events have come. */
    int distinct() {
        return events.size();
    }

    /**
     * Each connection showed a gap-free piece of these events, in order, that begins at most one window before the end of
     * what was shown before it; together they showed all.
     */
    synchronized void hasSeen(List<String> expected) {
        Set<String> before = new HashSet<>();
        List<String> all = new ArrayList<>();
        for (List<String> connection : connections) {
            if (connection.isEmpty()) {
                continue;
            }
            List<String> repeated = connection.stream().filter(before::contains).toList();
            List<String> fresh =
                    connection.stream().filter(event -> !before.contains(event)).toList();
            assertThat(repeated).as("repeated by %s to %s", party, name).hasSizeLessThanOrEqualTo(1 + READ_AHEAD);
            assertThat(connection.subList(0, repeated.size()))
                    .isEqualTo(all.subList(all.size() - repeated.size(), all.size()));
            all.addAll(fresh);
            before.addAll(fresh);
        }
        assertThat(refusals).isEmpty();
        assertThat(all).as("shown by %s to %s", party, name).isEqualTo(expected);
    }

    synchronized int connections() {
        return connections.size();
    }

    @Override
    public void close() {
        goOn = false;
        try {
            thread.join(Await.LIMIT.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
