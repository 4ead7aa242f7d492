package io.photinus.itests.distribution;

import io.photinus.itests.distribution.On.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Something that members share is away: their work waits, says for what, and goes on when it is back. */
@On(Form.PROCESS_PER_MEMBER)
@Order(7)
class OutageIT {
    private static final int MESSAGES = 10;

    private final Network network;
    private final Path storage;
    private final Path hidden;

    OutageIT(Network network) {
        this.network = network;
        this.storage = network.sharedStorage();
        this.hidden = storage.resolveSibling("hidden");
    }

    @AfterEach
    void bringEverythingBack() throws IOException {
        if (Files.exists(hidden)) {
            Files.move(hidden, storage);
        }
        network.restore();
    }

    private List<String> send(String topic) {
        return IntStream.range(0, MESSAGES)
                .mapToObj(i -> network.parties().get(i % 2).send(topic, "text " + i))
                .toList();
    }

    private void awaitProblem(String word) {
        for (Party party : network.parties()) {
            Await.until(() -> party + " names " + word + "; it says: " + party.problem(), () -> party.problem()
                    .contains(word));
        }
    }

    private void awaitNoProblem() {
        for (Party party : network.parties()) {
            Await.until(() -> party + " has no problem; it says: " + party.problem(), () -> party.problem()
                    .isEmpty());
        }
    }

    @Test
    void waitsForTheLedger() {
        Distribution.launch("network", "kill", "--dir", network.toString(), "--member", "ledger")
                .requireSuccess();

        List<String> sent = send("outage-ledger");

        awaitProblem("blockchain0");
        for (Party party : network.parties()) {
            assertThat(party.confirmed("outage-ledger")).isEmpty();
            assertThat(party.message(sent.get(party == network.first() ? 0 : 1)).string("state"))
                    .isIn("ready", "sent", "pending");
        }
        network.ledger().start();
        Exchange.completes(network, "outage-ledger", sent);
        awaitNoProblem();
    }

    @Test
    void waitsForSharedStorage() throws IOException {
        Files.move(storage, hidden);

        List<String> sent = send("outage-storage");

        awaitProblem("sharedstorage0");
        for (Party party : network.parties()) {
            assertThat(party.confirmed("outage-storage")).isEmpty();
        }
        Files.move(hidden, storage);
        Exchange.completes(network, "outage-storage", sent);
        awaitNoProblem();
        assertThat(Uploads.of(network).batchesOf(sent))
                .isEqualTo(Uploads.asConfirmed(network.second(), "outage-storage"));
    }

    @Test
    void goesOnWithoutTheOtherMember() {
        Party away = network.second();
        Party here = network.first();
        Distribution.launch("network", "stop", "--dir", network.toString(), "--member", "1")
                .requireSuccess();

        List<String> sent = IntStream.range(0, MESSAGES)
                .mapToObj(i -> here.send("outage-member", "text " + i))
                .toList();

        Await.until(
                "all are confirmed here", () -> here.confirmed("outage-member").equals(sent));
        assertThat(away.process().running()).isFalse();
        away.process().start();
        Exchange.completes(network, "outage-member", sent);
        awaitNoProblem();
    }

    @Test
    void waitsForABatchThatWasTamperedWithAndForNothingElse() throws IOException {
        Party away = network.second();
        Party here = network.first();
        Distribution.launch("network", "stop", "--dir", network.toString(), "--member", "1")
                .requireSuccess();
        String bad = here.send("outage-tampered", "true");
        Await.until(
                "it is confirmed here", () -> here.confirmed("outage-tampered").equals(List.of(bad)));
        Path file = network.uploadOf(bad);
        String original = Files.readString(file);
        Files.writeString(file, original.replace("\"true\"", "\"lies\""));

        away.process().start();

        String good = here.send("outage-intact", "text");
        Exchange.completes(network, "outage-intact", List.of(good));
        Await.until(
                () -> away + " says what it waits for; it says: " + away.problem(),
                () -> away.problem().contains("sharedstorage") || away.problem().contains("sha256"));
        assertThat(away.confirmed("outage-tampered")).isEmpty();
        Files.writeString(file, original);
        Exchange.completes(network, "outage-tampered", List.of(bad));
        awaitNoProblem();
    }
}
