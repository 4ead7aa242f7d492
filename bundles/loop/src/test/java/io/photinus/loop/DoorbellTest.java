package io.photinus.loop;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(30)
class DoorbellTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final Doorbell bell = new Doorbell();

    @Test
    void wakesWhoWaits() throws Exception {
        CompletableFuture<Boolean> heard = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                heard.complete(bell.await(LONG));
            } catch (InterruptedException interrupted) {
                heard.completeExceptionally(interrupted);
            }
        });
        waiting.start();
        LoopTest.until("the other thread waits", () -> waiting.getState() == Thread.State.TIMED_WAITING);

        bell.ring();

        assertThat(heard.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void keepsARingUntilSomebodyLooks() throws InterruptedException {
        bell.ring();

        assertThat(bell.await(LONG)).isTrue();
    }

    @Test
    void tellsOfManyRingsOnce() throws InterruptedException {
        bell.ring();
        bell.ring();
        bell.ring();

        assertThat(bell.await(SHORT)).isTrue();
        assertThat(bell.await(SHORT)).isFalse();
    }

    @Test
    void givesUpWhenTheTimeHasPassed() throws InterruptedException {
        long begin = System.nanoTime();

        assertThat(bell.await(SHORT)).isFalse();

        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(SHORT.toNanos());
    }

    @Test
    void takesAWaitingRingWithoutAnyTime() throws InterruptedException {
        bell.ring();

        assertThat(bell.await(Duration.ZERO)).isTrue();
        assertThat(bell.await(Duration.ZERO)).isFalse();
    }

    @Test
    void endsTheWaitOnInterruption() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> bell.await(LONG)).isInstanceOf(InterruptedException.class);
    }
}
