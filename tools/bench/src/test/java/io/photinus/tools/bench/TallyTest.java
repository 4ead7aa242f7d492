package io.photinus.tools.bench;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TallyTest {
    private static final long MILLI = 1_000_000;

    private final List<Long> finished = new ArrayList<>();
    private final Tally tally = new Tally(2, finished::add);

    @Test
    void countsAMessageWhenTheLastMemberHasConfirmedIt() {
        tally.window(0, 1000 * MILLI);
        tally.due(1, 10 * MILLI);

        tally.confirmed(0, 1, 20 * MILLI);
        assertThat(tally.confirmed()).isZero();
        assertThat(finished).isEmpty();

        tally.confirmed(1, 1, 40 * MILLI);
        assertThat(tally.confirmed()).isEqualTo(1);
        assertThat(finished).containsExactly(1L);
        assertThat(tally.open()).isZero();
        assertThat(tally.confirmMicros().getMaxValue()).isBetween(29_900L, 30_100L);
    }

    @Test
    void countsEachReportOnce() {
        tally.window(0, 1000 * MILLI);
        tally.due(1, 0);

        tally.confirmed(0, 1, MILLI);
        tally.confirmed(0, 1, MILLI);
        tally.confirmed(1, 1, MILLI);
        tally.confirmed(1, 1, MILLI);

        assertThat(tally.confirmed()).isEqualTo(1);
        assertThat(tally.doubled()).isEqualTo(2);
        assertThat(finished).containsExactly(1L);
    }

    @Test
    void measuresWhatWasDueWithinTheWindowAndRatesWhatHappenedInIt() {
        tally.window(100 * MILLI, 200 * MILLI);
        tally.due(1, 50 * MILLI);
        tally.due(2, 150 * MILLI);

        tally.accepted(1, 50 * MILLI, 110 * MILLI);
        tally.accepted(2, 150 * MILLI, 210 * MILLI);

        assertThat(tally.accepted()).isEqualTo(1);
        assertThat(tally.acceptMicros().getTotalCount()).isEqualTo(1);
        assertThat(tally.acceptMicros().getMaxValue()).isBetween(59_900L, 60_100L);
    }

    @Test
    void waitsNoLongerForARefusedMessage() {
        tally.due(1, 0);

        tally.refused(1);

        assertThat(tally.open()).isZero();
        assertThat(tally.refused()).isEqualTo(1);
        assertThat(finished).containsExactly(1L);
    }
}
