package io.photinus.namespaces.internal;

import io.photinus.namespaces.PluginAwayException;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(30)
class PluginSlotTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final String ABSENT = "no bundle provides the blockchain plugin 'ledger0' (type ledger)";

    /** A plugin in which a call can be held up. */
    private static final class Plugin {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch released = new CountDownLatch(1);
        final List<Integer> calls = new CopyOnWriteArrayList<>();

        CompletionStage<Integer> note(int call) {
            calls.add(call);
            return CompletableFuture.completedFuture(call);
        }

        /** Hangs as a plugin does that does not even react to interruption. */
        CompletionStage<Integer> hang() {
            entered.countDown();
            boolean waits = true;
            while (waits) {
                try {
                    released.await();
                    waits = false;
                } catch (InterruptedException ignored) {
                    waits = true;
                }
            }
            return CompletableFuture.completedFuture(0);
        }
    }

    private final OwnedThreads answers = new OwnedThreads("photinus-answers-", 2);
    private final PluginSlot<Plugin> slot = new PluginSlot<>("blockchain", "ledger0", "ledger", answers.executor());
    private final Plugin plugin = new Plugin();

    @AfterEach
    void close() {
        plugin.released.countDown();
        slot.close();
        answers.close();
        Await.noThread("photinus-");
    }

    private void fill() {
        slot.fill(plugin, "ledger", "io.photinus.blockchain.ledger/0.1.0");
    }

    private static Throwable failure(CompletableFuture<?> answer) {
        return answer.handle((value, failure) -> failure instanceof CompletionException ? failure.getCause() : failure)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private <T> CompletableFuture<T> call(Function<Plugin, CompletionStage<T>> call) {
        return slot.call(call, LONG);
    }

    @Test
    void saysWhoIsMissingWhileItIsEmpty() {
        assertThat(slot.problem()).isEqualTo(ABSENT);
        assertThat(slot.plugin()).isEmpty();
        assertThat(slot.generation()).isZero();
        assertThat(slot.bundle()).isEmpty();
        assertThat(failure(call(plugin -> plugin.note(1))))
                .isInstanceOf(PluginAwayException.class)
                .hasMessage(ABSENT);
    }

    @Test
    void countsItsFillings() {
        fill();
        assertThat(slot.generation()).isEqualTo(1);
        assertThat(slot.plugin()).containsSame(plugin);
        assertThat(slot.problem()).isEmpty();
        assertThat(slot.bundle()).isEqualTo("io.photinus.blockchain.ledger/0.1.0");

        slot.empty("");
        assertThat(slot.generation()).isEqualTo(1);
        assertThat(slot.problem()).isEqualTo(ABSENT);

        fill();
        assertThat(slot.generation()).isEqualTo(2);
    }

    @Test
    void tellsItsListenersOfEveryChangeUntilTheyEnd() {
        AtomicInteger changes = new AtomicInteger();
        var registration = slot.onChange(changes::incrementAndGet);

        fill();
        slot.empty("");
        assertThat(changes).hasValue(2);

        registration.close();
        fill();
        assertThat(changes).hasValue(2);
    }

    @Test
    void handsCallsOverInOrder() {
        fill();
        List<CompletableFuture<Integer>> calls = new ArrayList<>();

        for (int i = 0; i < 500; i++) {
            int number = i;
            calls.add(call(plugin -> plugin.note(number)));
        }

        calls.forEach(CompletableFuture::join);
        assertThat(plugin.calls).hasSize(500).isSorted();
    }

    @Test
    void callsThePluginOnItsOwnThreadAndAnswersOnTheCores() throws Exception {
        fill();
        CompletableFuture<String> pending = new CompletableFuture<>();
        CompletableFuture<String> asked = new CompletableFuture<>();
        CompletableFuture<String> answered = call(plugin -> {
                    asked.complete(Thread.currentThread().getName());
                    return pending;
                })
                .thenApply(value -> value + " on " + Thread.currentThread().getName());

        assertThat(asked.get(10, TimeUnit.SECONDS)).isEqualTo("photinus-slot-ledger0");
        Thread ofThePlugin = new Thread(() -> pending.complete("done"), "acme-connector");
        ofThePlugin.start();

        assertThat(answered.get(10, TimeUnit.SECONDS)).startsWith("done on photinus-answers-");
    }

    @Test
    void answersOnTheCoresThreadsAlsoWhenTheTimeIsOverOrThePluginGoes() throws Exception {
        fill();
        CompletableFuture<String> late = new CompletableFuture<>();
        slot.<Integer>call(plugin -> new CompletableFuture<>(), SHORT)
                .whenComplete(
                        (value, failure) -> late.complete(Thread.currentThread().getName()));
        CompletableFuture<String> gone = new CompletableFuture<>();
        slot.<Integer>call(plugin -> new CompletableFuture<>(), LONG)
                .whenComplete(
                        (value, failure) -> gone.complete(Thread.currentThread().getName()));

        assertThat(late.get(10, TimeUnit.SECONDS)).startsWith("photinus-answers-");
        slot.empty("");
        assertThat(gone.get(10, TimeUnit.SECONDS)).startsWith("photinus-answers-");
    }

    @Test
    void endsACallThatTakesTooLong() {
        fill();

        Throwable failure = failure(slot.<Integer>call(plugin -> new CompletableFuture<>(), SHORT));

        assertThat(failure)
                .isInstanceOf(PluginAwayException.class)
                .hasMessage("the blockchain plugin 'ledger0' did not answer within 50 ms")
                .hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void endsTheCallsOfAPluginThatGoes() {
        fill();
        CompletableFuture<Integer> pending = call(plugin -> new CompletableFuture<>());

        slot.empty("the blockchain plugin 'ledger0' was uninstalled");

        assertThat(failure(pending))
                .isInstanceOf(PluginAwayException.class)
                .hasMessage("the blockchain plugin 'ledger0' went away during a call");
        assertThat(slot.problem()).isEqualTo("the blockchain plugin 'ledger0' was uninstalled");
    }

    @Test
    void leavesTheSuccessorUntouchedByAPluginThatHangs() throws Exception {
        fill();
        CompletableFuture<Integer> hanging = call(Plugin::hang);
        CompletableFuture<Integer> behind = call(plugin -> plugin.note(1));
        assertThat(plugin.entered.await(10, TimeUnit.SECONDS)).isTrue();
        Plugin successor = new Plugin();
        long begin = System.nanoTime();

        slot.fill(successor, "ledger", "");

        // Emptying a slot must not wait for the plugin, whatever it is doing.
        assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(1));
        assertThat(call(plugin -> plugin.note(2)).get(10, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(failure(hanging)).isInstanceOf(PluginAwayException.class);
        assertThat(failure(behind)).isInstanceOf(PluginAwayException.class);
        assertThat(successor.calls).containsExactly(2);
        assertThat(plugin.calls).isEmpty();
    }

    @Test
    void leavesOtherSlotsUntouchedByAPluginThatHangs() throws Exception {
        fill();
        CompletableFuture<Integer> hanging = slot.call(Plugin::hang, SHORT);
        try (PluginSlot<Plugin> other = new PluginSlot<>("blockchain", "ledger1", "ledger", answers.executor())) {
            other.fill(new Plugin(), "ledger", "");

            assertThat(other.call(plugin -> plugin.note(7), LONG).get(10, TimeUnit.SECONDS))
                    .isEqualTo(7);
        }
        assertThat(failure(hanging)).hasMessageContaining("did not answer");
    }

    @Test
    void refusesMoreCallsThanMayWait() throws Exception {
        fill();
        CompletableFuture<Integer> hanging = call(Plugin::hang);
        assertThat(plugin.entered.await(10, TimeUnit.SECONDS)).isTrue();
        List<CompletableFuture<Integer>> waiting = new ArrayList<>();
        for (int i = 1; i < 1000; i++) {
            waiting.add(call(plugin -> plugin.note(0)));
        }

        assertThat(failure(call(plugin -> plugin.note(1))))
                .isInstanceOf(PluginAwayException.class)
                .hasMessage("the blockchain plugin 'ledger0' has 1000 calls waiting");

        plugin.released.countDown();
        assertThat(hanging.get(10, TimeUnit.SECONDS)).isZero();
        waiting.forEach(CompletableFuture::join);
        assertThat(call(plugin -> plugin.note(2)).get(10, TimeUnit.SECONDS)).isEqualTo(2);
    }

    @Test
    void letsANodeProblemOfThePluginThrough() {
        fill();
        NodeProblem problem = new NodeProblem(ErrorCode.FF10109);

        assertThat(failure(call(plugin -> CompletableFuture.failedFuture(problem))))
                .isSameAs(problem);
        assertThat(failure(call(plugin -> {
                    throw problem;
                })))
                .isSameAs(problem);
        assertThat(failure(call(plugin -> CompletableFuture.supplyAsync(() -> 1).thenApply(one -> {
                    throw problem;
                }))))
                .isSameAs(problem);
    }

    @Test
    void takesEveryOtherFailureForAnAbsence() {
        fill();

        assertThat(failure(call(plugin -> CompletableFuture.failedFuture(new IOException("connection reset")))))
                .isInstanceOf(PluginAwayException.class)
                .hasMessage("the blockchain plugin 'ledger0' failed: connection reset")
                .hasRootCauseInstanceOf(IOException.class);
        assertThat(failure(call(plugin -> CompletableFuture.failedFuture(new IllegalStateException()))))
                .hasMessage("the blockchain plugin 'ledger0' failed: java.lang.IllegalStateException");
        assertThat(failure(call(plugin -> {
                    throw new NoClassDefFoundError("org/acme/Client");
                })))
                .isInstanceOf(PluginAwayException.class)
                .hasMessageContaining("org/acme/Client");
        assertThat(failure(call(plugin -> null))).isInstanceOf(PluginAwayException.class);
    }

    @Test
    void keepsWorkingAfterAnyFailure() throws Exception {
        fill();
        failure(call(plugin -> {
            throw new IllegalStateException("bad call");
        }));

        assertThat(call(plugin -> plugin.note(3)).get(10, TimeUnit.SECONDS)).isEqualTo(3);
        assertThat(slot.problem()).isEmpty();
    }

    @Test
    void isEmptyAfterItWasClosed() {
        fill();
        CompletableFuture<Integer> pending = call(plugin -> new CompletableFuture<>());

        slot.close();

        assertThat(failure(pending)).isInstanceOf(PluginAwayException.class);
        assertThatThrownBy(() -> call(plugin -> plugin.note(1)).join()).hasCauseInstanceOf(PluginAwayException.class);
    }
}
