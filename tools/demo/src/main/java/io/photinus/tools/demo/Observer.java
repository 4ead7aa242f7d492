package io.photinus.tools.demo;

import io.photinus.tools.client.EventSocket;
import io.photinus.tools.client.Member;
import io.photinus.tools.client.Waiting;
import io.photinus.types.json.JsonObject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A durable subscription of one member to the demo's topics, and what it has brought so far. */
final class Observer implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Member member;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final EventSocket socket;

    private Observer(Member member, String name) {
        this.member = member;
        this.socket = EventSocket.open(member, Map.of("name", name), event -> seen.add(Seen.of(event)));
    }

    /** Creates the subscription and listens. {@code firstEvent} is where it begins: newest or oldest. */
    static Observer start(Member member, String name, String firstEvent, Collection<String> topics) {
        JsonObject subscription = JsonObject.of(Map.of(
                "name",
                name,
                "transport",
                "websockets",
                "filter",
                JsonObject.of(Map.of("events", "^message_confirmed$", "topic", "^(" + String.join("|", topics) + ")$")),
                "options",
                JsonObject.empty().with("firstEvent", firstEvent)));
        member.mustPost("subscriptions", subscription.toString());
        return new Observer(member, name);
    }

    Member member() {
        return member;
    }

    /** What has come so far, in the order in which it came. */
    List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** Waits until every one of these messages has come. */
    void await(Collection<String> messages) {
        Waiting.until("The arrival of " + messages.size() + " messages at " + member.namespace(), LIMIT, () -> {
            socket.requireHealthy();
            return seen.stream().map(Seen::message).collect(Collectors.toSet()).containsAll(messages);
        });
    }

    @Override
    public void close() {
        socket.close();
    }
}
