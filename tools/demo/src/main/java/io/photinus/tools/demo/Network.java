package io.photinus.tools.demo;

import io.photinus.tools.client.CannotGoOn;
import io.photinus.tools.client.Member;
import io.photinus.tools.client.Waiting;
import io.photinus.types.Data;
import io.photinus.types.json.Json;
import io.photinus.types.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the two members must agree on. */
final class Network {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final List<Member> members;

    Network(List<Member> members) {
        this.members = members;
    }

    /** Registers the organisation and the node of a member, unless they are. Returns its DID and its signing address. */
    static String join(Member member) {
        JsonObject status = member.mustGet("status").object();
        if (!status.object("org").string("registered").equals("true")) {
            member.mustPost("network/organizations/self?confirm", "{}");
        }
        if (!status.object("node").string("registered").equals("true")) {
            member.mustPost("network/nodes/self?confirm", "{}");
        }
        JsonObject org = member.mustGet("status").object().object("org");
        if (!org.string("registered").equals("true")) {
            throw new CannotGoOn(member.namespace() + " was confirmed, but its status does not say so");
        }
        String verifier = org.get("verifiers") instanceof List<?> verifiers
                        && !verifiers.isEmpty()
                        && verifiers.get(0) instanceof JsonObject first
                ? first.string("value")
                : "no key";
        return org.string("did") + ", signing as " + verifier;
    }

    /** Waits until a member knows so many organisations and nodes. */
    static void awaitMap(Member member, int size) {
        Waiting.until(
                "The arrival of all registrations at " + member.namespace(),
                LIMIT,
                () -> member.mustGet("network/organizations").list().size() >= size
                        && member.mustGet("network/nodes").list().size() >= size);
    }

    /** Insists that all observers have seen these messages, per topic in one order, with equal hashes and batches. */
    void requireAgreement(List<Observer> observers, List<String> topics) {
        observers.forEach(Network::requireNothingDoubled);
        Observer first = observers.get(0);
        for (Observer other : observers.subList(1, observers.size())) {
            for (String topic : topics) {
                List<String> expected = Seen.order(first.seen(), topic);
                List<String> actual = Seen.order(other.seen(), topic);
                if (!expected.equals(actual)) {
                    throw new CannotGoOn("The order on topic " + topic + " differs: "
                            + first.member().namespace() + " saw " + expected + ", "
                            + other.member().namespace() + " saw " + actual);
                }
            }
            Map<String, Seen> byMessage = new HashMap<>();
            first.seen().forEach(seen -> byMessage.put(seen.message(), seen));
            for (Seen seen : other.seen()) {
                Seen there = byMessage.get(seen.message());
                if (there == null
                        || !there.hash().equals(seen.hash())
                        || seen.hash().isEmpty()
                        || !there.batch().equals(seen.batch())
                        || seen.batch().isEmpty()) {
                    throw new CannotGoOn(
                            "The members disagree on message " + seen.message() + ": " + there + " and " + seen);
                }
            }
        }
    }

    private static void requireNothingDoubled(Observer observer) {
        List<String> messages = observer.seen().stream().map(Seen::message).toList();
        if (messages.stream().distinct().count() != messages.size()) {
            throw new CannotGoOn(observer.member().namespace() + " got a message twice: " + messages);
        }
    }

    /** Insists that every member has the batch with one hash, and returns it. */
    String requireOneBatchHash(String batch) {
        List<String> hashes = members.stream()
                .map(member -> member.mustGet("batches/" + batch).object().string("hash"))
                .distinct()
                .toList();
        if (hashes.size() != 1 || hashes.get(0).isEmpty()) {
            throw new CannotGoOn("The members have different hashes of batch " + batch + ": " + hashes);
        }
        return hashes.get(0);
    }

    /** Insists that every member holds the same data of a message, and that its hash is that of the value. */
    void requireEqualData(String message) {
        List<String> values = members.stream()
                .map(member -> {
                    List<Data> items = Json.readList(
                            member.mustGet("messages/" + message + "/data").body(), Data.class);
                    for (Data item : items) {
                        if (!Objects.equals(item.hash(), Data.hashOf(item.value(), item.blob()))) {
                            throw new CannotGoOn("The data of message " + message + " at " + member.namespace()
                                    + " does not have the hash that it claims");
                        }
                    }
                    return items.stream()
                            .map(item -> item.id() + "=" + item.hash())
                            .toList()
                            .toString();
                })
                .distinct()
                .toList();
        if (values.size() != 1 || values.get(0).equals("[]")) {
            throw new CannotGoOn("The members hold different data of message " + message + ": " + values);
        }
    }
}
