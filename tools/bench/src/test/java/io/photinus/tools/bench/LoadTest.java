package io.photinus.tools.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoadTest {
    private static final long MILLI = 1_000_000;

    private final FakeClock clock = new FakeClock();
    private final long start = clock.now();
    private final List<Long> dues = new ArrayList<>();

    @Test
    void beginsAnOpenLoopAtItsTimesWhateverComesBack() {
        Load load = new Load(clock, 100, 1, Integer.MAX_VALUE);

        load.start((number, due) -> dues.add(due - start));
        clock.pass(35 * MILLI);

        assertThat(dues).containsExactly(0L, 10 * MILLI, 20 * MILLI, 30 * MILLI);
    }

    @Test
    void keepsTheTimesAtWhichActionsWereDueWhenTheDriverStoodStill() {
        Load load = new Load(clock, 100, 1, Integer.MAX_VALUE);
        load.start((number, due) -> dues.add(due - start));

        clock.freeze(35 * MILLI);
        clock.pass(0);

        assertThat(dues).containsExactly(0L, 10 * MILLI, 20 * MILLI, 30 * MILLI);
    }

    /** A server that answers one request at a time and stands still for a second must show that second in most latencies. */
    @Test
    void hidesNoStallOfTheServer() {
        int rate = 100;
        Load load = new Load(clock, rate, 1, 2 * rate);
        Tally tally = new Tally(1, "done", load::finished);
        tally.window(start, start + 10_000 * MILLI);
        StallingServer server = new StallingServer(tally);

        load.start((number, due) -> {
            tally.due(number, due);
            server.request(number);
        });
        clock.pass(10_000 * MILLI);

        var micros = tally.micros().get("done");
        assertThat(tally.done()).isEqualTo(2 * rate);
        assertThat(tally.open()).isZero();
        assertThat(micros.getTotalCount()).isEqualTo(2 * rate);
        // One request met the stall; the hundred that were due meanwhile waited as well.
        assertThat(micros.getMaxValue()).isBetween(990_000L, 1_010_000L);
        assertThat(micros.getValueAtPercentile(75)).isGreaterThan(450_000L);
    }

    /** Answers in a millisecond, but the first request after half a second. */
    private final class StallingServer {
        private final Tally tally;
        private final Queue<Long> waiting = new ArrayDeque<>();
        private boolean busy;
        private boolean stalled;

        private StallingServer(Tally tally) {
            this.tally = tally;
        }

        private void request(long number) {
            waiting.add(number);
            if (!busy) {
                serve();
            }
        }

        private void serve() {
            Long number = waiting.poll();
            busy = number != null;
            if (number != null) {
                boolean stall = !stalled && clock.now() - start >= 500 * MILLI;
                stalled |= stall;
                clock.after(stall ? 1000 * MILLI : MILLI, () -> {
                    tally.reported(0, number, clock.now());
                    serve();
                });
            }
        }
    }

    @Test
    void keepsANumberUnderWayInAClosedLoop() {
        Load load = new Load(clock, 0, 3, Integer.MAX_VALUE);

        load.start((number, due) -> dues.add(due - start));
        assertThat(dues).hasSize(3);

        clock.pass(7 * MILLI);
        load.finished();
        assertThat(dues).containsExactly(0L, 0L, 0L, 7 * MILLI);
    }

    @Test
    void isNotConfusedByActionsThatAreDoneAtOnce() {
        Load load = new Load(clock, 0, 2, 100_000);

        load.start((number, due) -> {
            dues.add(number);
            load.finished();
        });

        assertThat(dues).hasSize(100_000).doesNotHaveDuplicates();
        assertThat(load.begun()).isEqualTo(100_000);
    }

    @Test
    void beginsNothingAfterItsEnd() {
        Load open = new Load(clock, 100, 1, Integer.MAX_VALUE);
        open.start((number, due) -> dues.add(number));
        Load closed = new Load(clock, 0, 1, Integer.MAX_VALUE);
        closed.start((number, due) -> dues.add(number));

        open.stop();
        closed.stop();
        clock.pass(1000 * MILLI);
        closed.finished();

        assertThat(dues).containsExactly(0L, 0L);
    }

    @Test
    void holdsItsRateForDays() {
        Load load = new Load(clock, 3, 1, Integer.MAX_VALUE);
        long[] last = new long[1];
        load.start((number, due) -> last[0] = due - start);

        clock.freeze(30L * 24 * 3600 * 1000 * MILLI);
        clock.pass(0);

        assertThat(load.begun()).isEqualTo(30L * 24 * 3600 * 3 + 1);
        assertThat(last[0]).isEqualTo(30L * 24 * 3600 * 1000 * MILLI);
    }
}
