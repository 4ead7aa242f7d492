package io.photinus.loop;

import io.photinus.types.error.Temporary;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class LoopTest {
    private static final BackOff QUICK = new BackOff(Duration.ofMillis(1), Duration.ofMillis(5), 2);
    private static final Duration LONG = Duration.ofSeconds(20);

    /** A failure that means «not now». */
    private static final class NotNow extends RuntimeException implements Temporary {
        private static final long serialVersionUID = 1L;

        NotNow(String message) {
            super(message);
        }
    }

    private final Doorbell bell = new Doorbell();
    private final AtomicInteger looks = new AtomicInteger();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream before = System.err;
    private Loop loop;

    @BeforeEach
    void catchTheLog() {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void close() {
        if (loop != null) {
            loop.close();
        }
        System.setErr(before);
    }

    static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as(what).isNegative();
            LockSupport.parkNanos(1_000_000);
        }
    }

    private Loop start(Loop.Step step) {
        loop = new Loop("photinus-test", bell, QUICK, step);
        return loop.start();
    }

    private List<String> logged(String level) {
        return log.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(level + " " + Loop.class.getName()))
                .toList();
    }

    private static boolean alive() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("photinus-test"));
    }

    @Test
    void looksAgainAtOnceWhenThereMayBeMore() {
        start(() -> looks.incrementAndGet() < 5 ? Loop.Step.AGAIN : LONG);

        until("five looks without a ring", () -> looks.get() == 5);
    }

    @Test
    void waitsForTheDoorbellWhenThereIsNoMore() {
        start(() -> {
            looks.incrementAndGet();
            return LONG;
        });
        until("the first look", () -> looks.get() == 1);

        bell.ring();

        until("the second look", () -> looks.get() == 2);
    }

    @Test
    void findsTheWorkAlsoWhenARingIsLost() {
        start(() -> {
            looks.incrementAndGet();
            return Duration.ofMillis(5);
        });

        until("looks without any ring", () -> looks.get() >= 3);
    }

    @Test
    void doesNotMissARingDuringTheStep() {
        CountDownLatch rung = new CountDownLatch(1);
        start(() -> {
            if (looks.incrementAndGet() == 1) {
                rung.await();
            }
            return LONG;
        });
        until("the step runs", () -> looks.get() == 1);

        bell.ring();
        rung.countDown();

        until("the ring was kept", () -> looks.get() == 2);
    }

    @Test
    void repeatsAFailedStepUntilItSucceedsAndTellsTheProblemMeanwhile() {
        CompletableFuture<Duration> mended = new CompletableFuture<>();
        start(() -> {
            looks.incrementAndGet();
            if (!mended.isDone()) {
                throw new IllegalStateException("the table is missing");
            }
            return mended.join();
        });
        until("repetitions", () -> looks.get() >= 3);
        assertThat(loop.problem()).isEqualTo("the table is missing");

        mended.complete(LONG);

        until("the problem is over", () -> loop.problem().isEmpty());
    }

    @Test
    void growsThePauseWithEachFailureAndForgetsItAfterASuccess() {
        List<Long> times = new CopyOnWriteArrayList<>();
        loop = new Loop("photinus-test", bell, new BackOff(Duration.ofMillis(20), Duration.ofMillis(200), 3), () -> {
            times.add(System.nanoTime());
            if (times.size() == 3) {
                return Loop.Step.AGAIN;
            }
            throw new NotNow("away");
        });
        loop.start();
        bell.ring();

        until("five looks", () -> times.size() >= 5);

        // A pause may be longer on a busy machine, never shorter; and a ring does not shorten it.
        assertThat(times.get(1) - times.get(0)).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
        assertThat(times.get(2) - times.get(1)).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(60));
        assertThat(times.get(4) - times.get(3)).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
    }

    @Test
    void namesAFailureWithoutAMessage() {
        start(() -> {
            throw new UnsupportedOperationException();
        });

        until("the problem", () -> loop.problem().equals("java.lang.UnsupportedOperationException"));
    }

    @Test
    void logsAFailureOnceUntilItChangesOrEnds() {
        start(() -> {
            int look = looks.incrementAndGet();
            if (look <= 4) {
                throw new IllegalStateException("first");
            }
            if (look <= 8) {
                throw new IllegalStateException("second");
            }
            return LONG;
        });

        until(
                "the end of the failures",
                () -> looks.get() == 9 && loop.problem().isEmpty());

        assertThat(logged("ERROR")).hasSize(2);
        assertThat(logged("ERROR").get(0)).contains("loop=photinus-test").endsWith("first");
        assertThat(logged("ERROR").get(1)).endsWith("second");
        assertThat(logged("INFO")).singleElement().asString().endsWith("goes on");
    }

    @Test
    void logsAgainWhenTheSameFailureComesBackLater() {
        start(() -> {
            if (looks.incrementAndGet() == 2) {
                return Loop.Step.AGAIN;
            }
            if (looks.get() <= 3) {
                throw new IllegalStateException("again");
            }
            return LONG;
        });

        until(
                "the end of the failures",
                () -> looks.get() == 4 && loop.problem().isEmpty());

        assertThat(logged("ERROR")).hasSize(2);
    }

    @Test
    void takesWhatIsTemporaryForNoFault() {
        start(() -> {
            if (looks.incrementAndGet() <= 3) {
                throw new NotNow("the ledger is away");
            }
            return LONG;
        });

        until("the ledger is back", () -> looks.get() == 4 && loop.problem().isEmpty());

        assertThat(logged("ERROR")).isEmpty();
        assertThat(logged("INFO")).hasSize(2);
        assertThat(logged("INFO").get(0)).endsWith("waiting: the ledger is away");
        assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain("\tat ");
    }

    @Test
    void endsItsThreadWhenClosedWhileItWaits() {
        start(() -> {
            looks.incrementAndGet();
            return LONG;
        });
        until("it waits", () -> looks.get() == 1);

        loop.close();

        assertThat(alive()).isFalse();
        assertThat(looks).hasValue(1);
    }

    @Test
    void endsItsThreadWhenClosedDuringAStepOrAPause() {
        start(() -> {
            looks.incrementAndGet();
            new CountDownLatch(1).await();
            return LONG;
        });
        until("the step runs", () -> looks.get() == 1);
        loop.close();
        assertThat(alive()).isFalse();

        loop = new Loop("photinus-test", bell, new BackOff(LONG, LONG, 1), () -> {
            looks.incrementAndGet();
            throw new NotNow("away");
        });
        loop.start();
        until("it pauses", () -> looks.get() == 2);
        loop.close();
        assertThat(alive()).isFalse();
        assertThat(logged("WARN")).isEmpty();
    }

    @Test
    void saysNothingOfAStepThatFailsBecauseOfTheClosing() {
        start(() -> {
            looks.incrementAndGet();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException("the commit was interrupted", interrupted);
            }
            return LONG;
        });
        until("the step runs", () -> looks.get() == 1);

        loop.close();

        assertThat(alive()).isFalse();
        assertThat(loop.problem()).isEmpty();
        assertThat(logged("ERROR")).isEmpty();
    }

    @Test
    void canBeClosedByItsOwnStepAndTwice() {
        CompletableFuture<Loop> self = new CompletableFuture<>();
        self.complete(start(() -> {
            looks.incrementAndGet();
            self.join().close();
            return Loop.Step.AGAIN;
        }));

        until("the thread has ended", () -> looks.get() == 1 && !alive());
        loop.close();
    }
}
