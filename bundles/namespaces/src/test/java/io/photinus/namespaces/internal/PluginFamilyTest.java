package io.photinus.namespaces.internal;

import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

import static org.assertj.core.api.Assertions.assertThat;

/** Plugins that compete for a slot, in a real service registry. */
@Timeout(60)
class PluginFamilyTest {
    /** A service whose making a test controls, as DS makes a component when it is first obtained. */
    private static final class Maker implements ServiceFactory<CharSequence> {
        private final String made;
        private final AtomicInteger inUse = new AtomicInteger();
        private final AtomicInteger attempts = new AtomicInteger();
        private volatile String failure = "";
        private volatile CountDownLatch gate = new CountDownLatch(0);

        Maker(String made) {
            this.made = made;
        }

        @Override
        public CharSequence getService(Bundle bundle, ServiceRegistration<CharSequence> registration) {
            attempts.incrementAndGet();
            try {
                gate.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            if (!failure.isEmpty()) {
                throw new IllegalStateException(failure);
            }
            inUse.incrementAndGet();
            return made;
        }

        @Override
        public void ungetService(Bundle bundle, ServiceRegistration<CharSequence> registration, CharSequence service) {
            inUse.decrementAndGet();
        }
    }

    @TempDir
    Path folder;

    private final OwnedThreads opener = new OwnedThreads("photinus-slots-", 2);
    private final OwnedThreads answers = new OwnedThreads("photinus-answers-", 2);
    private final AtomicInteger changes = new AtomicInteger();
    private TestFramework framework;
    private PluginFamily<CharSequence> family;
    private PluginSlot<CharSequence> slot;

    @BeforeEach
    void start() throws Exception {
        framework = new TestFramework(folder);
        family = new PluginFamily<>(
                "blockchain", framework.context(), opener.executor(), answers.executor(), changes::incrementAndGet);
        slot = family.slot("ledger0", "test");
    }

    @AfterEach
    void stop() throws Exception {
        family.close();
        opener.close();
        answers.close();
        framework.close();
    }

    private ServiceRegistration<?> offer(Maker maker, int ranking) {
        ServiceRegistration<CharSequence> registration = framework
                .context()
                .registerService(
                        CharSequence.class,
                        maker,
                        new Hashtable<>(Map.of(
                                PluginFamily.NAME,
                                "ledger0",
                                PluginFamily.TYPE,
                                "test",
                                Constants.SERVICE_RANKING,
                                ranking)));
        family.add(registration.getReference());
        return registration;
    }

    /** Takes a service away as DS does: first the unbinding, while the service is still there. */
    private void withdraw(ServiceRegistration<?> registration) {
        @SuppressWarnings("unchecked")
        ServiceRegistration<CharSequence> typed = (ServiceRegistration<CharSequence>) registration;
        family.remove(typed.getReference());
        registration.unregister();
    }

    private void awaitPlugin(String expected) {
        Await.until(
                expected + " is in the slot",
                () -> slot.plugin().filter(expected::contentEquals).isPresent());
    }

    @Test
    void fillsTheSlotOfTheNameWithAServiceThatComes() {
        Maker maker = new Maker("first");

        offer(maker, 0);

        awaitPlugin("first");
        assertThat(slot.bundle()).startsWith("org.apache.felix.framework/");
        assertThat(slot.type()).isEqualTo("test");
        assertThat(changes).hasPositiveValue();
        assertThat(family.slots()).containsExactly(slot);
    }

    @Test
    void makesTheSlotOfAPluginThatNobodyHasAskedFor() {
        ServiceRegistration<CharSequence> registration = framework.register(CharSequence.class, "unasked", "ledger9");

        family.add(registration.getReference());

        Await.until("a second slot", () -> family.slots().size() == 2);
        Await.until("its plugin", () -> family.slot("ledger9", "").plugin().isPresent());
        assertThat(slot.plugin()).isEmpty();
    }

    @Test
    void saysWhyAPluginCannotBeUsedUntilAnotherServiceComes() {
        ServiceRegistration<CharSequence> broken = framework
                .context()
                .registerService(
                        CharSequence.class,
                        "broken",
                        new Hashtable<>(Map.of(
                                PluginFamily.NAME,
                                "ledger0",
                                PluginFamily.TYPE,
                                "test",
                                PluginFamily.PROBLEM,
                                "the server is away")));

        family.add(broken.getReference());

        assertThat(slot.problem()).isEqualTo("the blockchain plugin 'ledger0' cannot be used: the server is away");
        assertThat(slot.plugin()).isEmpty();
        withdraw(broken);
        offer(new Maker("whole"), 0);
        awaitPlugin("whole");
        assertThat(slot.problem()).isEmpty();
    }

    @Test
    void prefersTheBestRanking() {
        offer(new Maker("low"), 1);
        awaitPlugin("low");

        Maker high = new Maker("high");
        offer(high, 10);
        awaitPlugin("high");
        Maker middle = new Maker("middle");
        offer(middle, 5);

        assertThat(slot.generation()).isEqualTo(2);
        assertThat(middle.attempts).hasValue(0);
    }

    @Test
    void givesBackTheServiceThatWasSurpassed() {
        Maker low = new Maker("low");
        offer(low, 1);
        awaitPlugin("low");

        offer(new Maker("high"), 10);

        Await.until("the first is given back", () -> low.inUse.get() == 0);
    }

    @Test
    void goesOnWithTheNextCandidateWhenTheBestGoes() {
        offer(new Maker("low"), 1);
        ServiceRegistration<?> high = offer(new Maker("high"), 10);
        awaitPlugin("high");
        long generation = slot.generation();

        withdraw(high);

        awaitPlugin("low");
        assertThat(slot.generation()).isEqualTo(generation + 1);
    }

    @Test
    void emptiesTheSlotBeforeTheRemovalReturns() {
        Maker maker = new Maker("only");
        ServiceRegistration<?> only = offer(maker, 0);
        awaitPlugin("only");

        withdraw(only);

        assertThat(slot.plugin()).isEmpty();
        assertThat(slot.problem()).isEqualTo("no bundle provides the blockchain plugin 'ledger0' (type test)");
        Await.until("it is given back", () -> maker.inUse.get() == 0);
    }

    @Test
    void leavesTheSlotAloneWhenALesserCandidateGoes() {
        ServiceRegistration<?> low = offer(new Maker("low"), 1);
        offer(new Maker("high"), 10);
        awaitPlugin("high");
        long generation = slot.generation();

        withdraw(low);

        assertThat(slot.generation()).isEqualTo(generation);
        awaitPlugin("high");
    }

    @Test
    void showsWhyAPluginDoesNotStartAndTriesAgain() {
        Maker maker = new Maker("mended");
        maker.failure = "the key directory is not readable";

        offer(maker, 0);

        Await.until("a problem", () -> slot.problem().contains("did not start"));
        assertThat(slot.problem()).startsWith("the blockchain plugin 'ledger0' did not start");
        maker.failure = "";
        awaitPlugin("mended");
        assertThat(slot.problem()).isEmpty();
        assertThat(maker.attempts.get()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void doesNotTakeAServiceThatWasSurpassedWhileItWasMade() {
        Maker slow = new Maker("slow");
        slow.gate = new CountDownLatch(1);
        offer(slow, 1);
        Await.until("the first is being made", () -> slow.attempts.get() == 1);
        offer(new Maker("high"), 10);
        awaitPlugin("high");

        slow.gate.countDown();

        opener.close();
        assertThat(slot.plugin()).contains("high");
        assertThat(slot.generation()).isEqualTo(1);
    }

    @Test
    void doesNotTakeAServiceThatWentWhileItWasMade() {
        Maker slow = new Maker("slow");
        slow.gate = new CountDownLatch(1);
        ServiceRegistration<?> registration = offer(slow, 1);
        Await.until("it is being made", () -> slow.attempts.get() == 1);
        withdraw(registration);

        slow.gate.countDown();
        offer(new Maker("next"), 0);

        awaitPlugin("next");
        assertThat(slot.generation()).isEqualTo(1);
    }

    @Test
    void fillsTheSlotOnceWhenAnotherComesWhileTheBestIsMade() {
        Maker slow = new Maker("best");
        slow.gate = new CountDownLatch(1);
        offer(slow, 10);
        Await.until("it is being made", () -> slow.attempts.get() == 1);
        offer(new Maker("low"), 1);
        slow.gate.countDown();

        awaitPlugin("best");
        opener.close();

        assertThat(slot.generation()).isEqualTo(1);
    }

    @Test
    void givesEverythingBackWhenItIsClosed() throws Exception {
        Maker maker = new Maker("only");
        ServiceRegistration<?> only = offer(maker, 0);
        awaitPlugin("only");

        family.close();
        opener.close();

        assertThat(slot.plugin()).isEmpty();
        assertThat(maker.inUse).hasValue(0);
        // DS unbinds after it has deactivated.
        withdraw(only);
        assertThat(opener.executor().awaitTermination(1, TimeUnit.SECONDS)).isTrue();
    }
}
