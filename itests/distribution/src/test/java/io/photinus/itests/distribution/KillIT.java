package io.photinus.itests.distribution;

import io.photinus.itests.distribution.On.Form;
import io.photinus.types.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Members are killed at random moments under load. {@code -Dphotinus.kills=n} says how often, {@code -Dphotinus.seed=n}
 * repeats the choice of members and delays.
 */
@InEach({Form.PROCESS_PER_MEMBER, Form.ON_POSTGRES})
@Order(9)
class KillIT {
    private static final int KILLS = Integer.getInteger("photinus.kills", 10);
    private static final int IN_FLIGHT = 50;
    private static final Duration LONGEST_DELAY = Duration.ofMillis(600);
    private static final String TOPIC = "kill";

    private final Network network;

    KillIT(Network network) {
        this.network = network;
    }

    @AfterEach
    void leaveThemToTheLauncher() {
        network.parties().forEach(party -> party.process().kill());
        network.restore();
    }

    @Test
    void losesAndDoublesNothingWhenMembersAreKilled() {
        long seed = Long.getLong("photinus.seed", 0);
        if (seed == 0) {
            seed = System.nanoTime();
        }
        System.out.println("KillIT: " + KILLS + " kills in " + network + ", -Dphotinus.seed=" + seed);
        try {
            exchangeWithKills(new Random(seed));
        } catch (AssertionError | RuntimeException failed) {
            throw new AssertionError("-Dphotinus.seed=" + seed + ": " + failed.getMessage(), failed);
        }
    }

    private void exchangeWithKills(Random random) {
        try (Load load = Load.start(network, TOPIC)) {
            List<Integer> inFlight = new ArrayList<>();
            for (int i = 0; i < KILLS; i++) {
                Party victim = network.parties().get(random.nextInt(2));
                // Not to wait for something, but to come at a moment that nobody has chosen.
                LockSupport.parkNanos(random.nextLong(LONGEST_DELAY.toNanos()));
                Await.until(
                        () -> load.inFlight() + " messages are in flight, of " + load.accepted(),
                        () -> load.inFlight() >= IN_FLIGHT);
                victim.process().kill();
                inFlight.add(load.inFlight());
                // Cheaper than by the launcher, which matters on a machine that also carries the load.
                victim.process().startHere();
                Await.until(() -> victim + " answers", victim::ready);
            }

            List<String> messages = load.finish();

            System.out.println("KillIT: " + messages.size() + " messages; in flight at the kills: " + inFlight);
            assertThat(inFlight).allMatch(count -> count >= IN_FLIGHT);
            assertThat(load.unexpected()).isEmpty();
            Exchange.completes(network, TOPIC, messages);
            for (int i = 0; i < 2; i++) {
                Party party = network.parties().get(i);
                load.readers()
                        .get(i)
                        .hasSeen(party.confirmations(TOPIC).stream()
                                .map((JsonObject event) -> event.string("id"))
                                .toList());
                assertThat(Uploads.of(network).batchesOf(messages)).isEqualTo(Uploads.asConfirmed(party, TOPIC));
            }
        }
    }
}
