package io.photinus.itests.distribution;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** What must hold when members have exchanged messages on a topic. */
final class Exchange {
    private Exchange() {}

    /**
     * Waits until all of these messages, and nothing else, are confirmed on the topic everywhere: once each, in equal order,
     * with equal content, from equal batches.
     */
    static void completes(Network network, String topic, Collection<String> messages) {
        for (Party party : network.parties()) {
            Await.until(
                    () -> missing(party, topic, messages).size() + " of " + messages.size() + " messages on " + topic
                            + " are not confirmed at " + party + ", the first "
                            + missing(party, topic, messages).stream()
                                    .findFirst()
                                    .map(party.api()::get)
                            + "; the node says: " + party.problem(),
                    () -> party.count("events?type=message_confirmed&topic=" + topic) >= messages.size()
                            && missing(party, topic, messages).isEmpty());
        }
        List<String> order = network.first().confirmed(topic);
        assertThat(order).containsExactlyInAnyOrderElementsOf(messages);
        assertThat(network.second().confirmed(topic)).isEqualTo(order);
        equalMessages(network, topic);
        for (Party party : network.parties()) {
            assertThat(party.count("messages?topics=" + topic)).isEqualTo(messages.size());
            assertThat(party.count("messages?state=confirmed&topics=" + topic)).isEqualTo(messages.size());
        }
    }

    /** There is one ledger event per batch. */
    static void pinnedOnce(Party party, Set<String> batches) {
        Set<String> transactions = batches.stream()
                .map(batch -> party.api()
                        .mustGet("batches/" + batch)
                        .object()
                        .object("tx")
                        .string("id"))
                .collect(Collectors.toSet());
        List<String> pinned = party.all("events?type=blockchain_event_received").stream()
                .map(event -> event.string("tx"))
                .filter(transactions::contains)
                .toList();
        assertThat(pinned).containsExactlyInAnyOrderElementsOf(transactions);
    }

    private static Set<String> missing(Party party, String topic, Collection<String> messages) {
        Set<String> missing = new HashSet<>(messages);
        missing.removeAll(new HashSet<>(party.confirmed(topic)));
        return missing;
    }

    private static void equalMessages(Network network, String topic) {
        Map<String, List<Object>> here = facts(network.first(), topic);
        Map<String, List<Object>> there = facts(network.second(), topic);
        assertThat(there).isEqualTo(here);
    }

    /** Per message what must be equal everywhere: hash, header, data, batch, and the hash of the batch. */
    private static Map<String, List<Object>> facts(Party party, String topic) {
        Map<String, String> batchHashes = party.all("batches?sort=created").stream()
                .collect(Collectors.toMap(batch -> batch.string("id"), batch -> batch.string("hash")));
        return party.all("messages?state=confirmed&topics=" + topic).stream()
                .collect(Collectors.toMap(
                        message -> message.object("header").string("id"),
                        message -> List.of(
                                message.string("hash"),
                                message.object("header"),
                                String.valueOf(message.get("data")),
                                message.string("batch"),
                                batchHashes.get(message.string("batch")))));
    }
}
