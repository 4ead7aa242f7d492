package io.photinus.itests.distribution;

import io.photinus.tools.client.Answer;
import io.photinus.tools.client.CannotGoOn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Broadcasts from both members at once, as fast as both confirm: a message is in flight from its acceptance until both have
 * shown its event. Who is not answered asks again with the same idempotency key until it is.
 */
final class Load implements AutoCloseable {
    private static final int SENDERS_PER_MEMBER = 3;
    private static final int MOST_IN_FLIGHT = 150;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Pattern USED = Pattern.compile("^FF10430: .* message (\\S+) already$");

    private final String topic;
    private final List<Reader> readers = new ArrayList<>();
    private final Map<String, String> messageByKey = new ConcurrentHashMap<>();
    private final Set<String> unexpected = ConcurrentHashMap.newKeySet();
    private final AtomicInteger keys = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> senders = new ArrayList<>();
    private volatile boolean goOn = true;

    private Load(String topic) {
        this.topic = topic;
    }

    /** Starts to send on a topic, and a durable subscription to it on each member. */
    static Load start(Network network, String topic) {
        Load load = new Load(topic);
        for (Party party : network.parties()) {
            load.readers.add(Reader.start(party, topic));
        }
        for (Party party : network.parties()) {
            for (int i = 0; i < SENDERS_PER_MEMBER; i++) {
                load.senders.add(load.threads.submit(() -> load.send(party)));
            }
        }
        return load;
    }

    private void send(Party party) {
        while (goOn) {
            if (inFlight() >= MOST_IN_FLIGHT) {
                LockSupport.parkNanos(PAUSE.toNanos());
                continue;
            }
            String key = topic + "-" + keys.incrementAndGet();
            String body = Party.broadcast(topic, "{\"key\":\"" + key + "\"}", key);
            while (!accepted(party, key, body)) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private boolean accepted(Party party, String key, String body) {
        Answer answer;
        try {
            answer = party.api().post("messages/broadcast", body);
        } catch (CannotGoOn nobodyAnswers) {
            return false;
        }
        Matcher used = USED.matcher(answer.error());
        if (answer.status() == 202) {
            messageByKey.put(key, answer.object().object("header").string("id"));
        } else if (answer.status() == 409 && used.matches()) {
            messageByKey.put(key, used.group(1));
        } else {
            // A node that starts or stops has no namespace yet or any more.
            if (answer.status() != 404 && answer.status() != 412 && answer.status() != 503) {
                unexpected.add(answer.status() + " " + answer.body());
            }
            return false;
        }
        return true;
    }

    int accepted() {
        return messageByKey.size();
    }

    /** Accepted and not yet shown by both members. */
    int inFlight() {
        int shown = readers.stream().mapToInt(Reader::distinct).min().orElse(0);
        return messageByKey.size() - shown;
    }

    /** Stops sending, waits until every request has its answer and every message its event; returns the messages. */
    List<String> finish() {
        goOn = false;
        for (Future<?> sender : senders) {
            try {
                sender.get(Await.LIMIT.toSeconds(), java.util.concurrent.TimeUnit.SECONDS);
            } catch (ExecutionException | java.util.concurrent.TimeoutException failed) {
                throw new AssertionError("a sender has not come to its end", failed);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
        Await.until(() -> inFlight() + " messages are still in flight", () -> inFlight() <= 0);
        return List.copyOf(messageByKey.values());
    }

    List<Reader> readers() {
        return List.copyOf(readers);
    }

    /** Answers that were neither an acceptance nor a sign of a member that starts or stops. */
    Set<String> unexpected() {
        return Set.copyOf(unexpected);
    }

    @Override
    public void close() {
        goOn = false;
        threads.shutdownNow();
        readers.forEach(Reader::close);
    }
}
