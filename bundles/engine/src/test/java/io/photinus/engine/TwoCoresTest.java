package io.photinus.engine;

import io.photinus.api.Confirm;
import io.photinus.engine.cores.Cores;
import io.photinus.engine.cores.HintBus;
import io.photinus.persistence.Leases.Lease;
import io.photinus.testkit.Await;
import io.photinus.testkit.MemoryLedger;
import io.photinus.testkit.MemoryStorage;
import io.photinus.types.Message;
import io.photinus.types.MessageState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** One member in two processes, which share its database, and another member. */
class TwoCoresTest {
    private static final String TOPIC = "shared";

    @TempDir
    Path directory;

    private final HintBus bus = new HintBus();
    private final MemoryLedger ledger = new MemoryLedger();
    private final MemoryStorage storage = new MemoryStorage();
    private Cores firstCores;
    private Cores secondCores;
    private Member acme;
    private Member globex;
    private NamespaceEngine second;

    @BeforeEach
    void start() {
        acme = new Member(directory, "acme", ledger, storage, Map.of(), store -> {
            firstCores = Cores.shared(store, bus.side(), "first");
            firstCores.start();
            return firstCores;
        });
        globex = new Member(directory, "globex", ledger, storage);
        acme.register();
        globex.register();
        secondCores = Cores.shared(acme.store, bus.side(), "second");
        secondCores.start();
        second = acme.start(secondCores);
    }

    @AfterEach
    void stop() {
        second.close();
        secondCores.close();
        acme.close();
        firstCores.close();
        globex.close();
        ledger.close();
    }

    private List<Lease> leases() {
        return acme.store.read(repositories -> repositories.leases().all());
    }

    private Set<String> owners() {
        return leases().stream().map(Lease::owner).collect(Collectors.toSet());
    }

    private static Message confirmed(NamespaceEngine engine, String value) {
        return engine.messages()
                .broadcast(Member.draft(value, TOPIC), Member.CONFIRM)
                .toCompletableFuture()
                .join();
    }

    private static UUID accepted(NamespaceEngine engine, String value) {
        return engine.messages()
                .broadcast(Member.draft(value, TOPIC), Confirm.NO)
                .toCompletableFuture()
                .join()
                .id();
    }

    private void arrivesOnceEverywhere(List<UUID> messages) {
        for (Member member : List.of(acme, globex)) {
            messages.forEach(id -> assertThat(member.verdict(id).state()).isEqualTo(MessageState.CONFIRMED));
            assertThat(member.confirmedOn(TOPIC)).containsExactlyInAnyOrderElementsOf(messages);
        }
        assertThat(globex.confirmedOn(TOPIC)).isEqualTo(acme.confirmedOn(TOPIC));
    }

    @Test
    void bothTakePartAndEachAnswersWhoeverDoesTheWork() {
        Await.until("both have work", () -> owners().equals(Set.of("first", "second")));
        List<UUID> messages = new ArrayList<>();

        for (int i = 0; i < 5; i++) {
            messages.add(confirmed(acme.engine, "\"first " + i + "\"").id());
            messages.add(confirmed(second, "\"second " + i + "\"").id());
        }

        arrivesOnceEverywhere(messages);
    }

    @Test
    void goesOnWithoutAnyHint() {
        Await.until("both have work", () -> owners().equals(Set.of("first", "second")));
        bus.loseAll();

        UUID one = confirmed(acme.engine, "1").id();
        UUID other = confirmed(second, "2").id();

        arrivesOnceEverywhere(List.of(one, other));
    }

    @Test
    void losesAndDoublesNothingWhenOneFallsSilentAndWakesUp() {
        Await.until("both have work", () -> owners().equals(Set.of("first", "second")));
        List<UUID> messages = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            messages.add(accepted(acme.engine, "\"before " + i + "\""));
        }

        // It goes on with what it believes to be its work, as one that was stopped and woken.
        firstCores.close();

        Await.until(() -> "the second has everything: " + leases(), () -> {
            messages.add(accepted(acme.engine, "\"silent\""));
            messages.add(accepted(second, "\"alive\""));
            return owners().equals(Set.of("second"));
        });
        messages.add(confirmed(second, "\"after\"").id());
        assertThat(new HashSet<>(messages)).hasSameSizeAs(messages);
        arrivesOnceEverywhere(messages);
        assertThat(acme.engine.problem()).isEmpty();
        assertThat(second.problem()).isEmpty();
    }

    @Test
    void leavesItsWorkToTheOtherWhenItStops() {
        Await.until("both have work", () -> owners().equals(Set.of("first", "second")));

        second.close();

        UUID message = confirmed(acme.engine, "1").id();
        arrivesOnceEverywhere(List.of(message));
        Await.until("the first has everything", () -> owners().equals(Set.of("first")));
    }
}
