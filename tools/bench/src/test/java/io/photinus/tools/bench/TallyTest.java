package io.photinus.tools.bench;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TallyTest {
    private static final long MILLI = 1_000_000;

    private final int[] finished = new int[1];
    private final Tally tally = new Tally(2, "confirmed", () -> finished[0]++);

    @Test
    void countsAMessageWhenTheLastMemberHasConfirmedIt() {
        tally.window(0, 1000 * MILLI);
        tally.due(1, 10 * MILLI);

        tally.reported(0, 1, 20 * MILLI);
        assertThat(tally.done()).isZero();
        assertThat(finished[0]).isZero();

        tally.reported(1, 1, 40 * MILLI);
        assertThat(tally.done()).isEqualTo(1);
        assertThat(finished[0]).isEqualTo(1);
        assertThat(tally.open()).isZero();
        assertThat(tally.micros().get("confirmed").getMaxValue()).isBetween(29_900L, 30_100L);
        assertThat(tally.faults().none()).isTrue();
    }

    @Test
    void countsEachReportOnce() {
        tally.window(0, 1000 * MILLI);
        tally.due(1, 0);

        tally.reported(0, 1, MILLI);
        tally.reported(0, 1, MILLI);
        tally.reported(1, 1, MILLI);
        tally.reported(1, 1, MILLI);

        assertThat(tally.done()).isEqualTo(1);
        assertThat(tally.faults().doubled()).isEqualTo(2);
        assertThat(tally.faults().none()).isFalse();
        assertThat(finished[0]).isEqualTo(1);
    }

    @Test
    void measuresWhatWasDueWithinTheWindowAndRatesWhatHappenedInIt() {
        tally.window(100 * MILLI, 200 * MILLI);

        tally.step("accepted", 50 * MILLI, 110 * MILLI);
        tally.step("accepted", 150 * MILLI, 210 * MILLI);

        assertThat(tally.count("accepted")).isEqualTo(1);
        assertThat(tally.micros().get("accepted").getTotalCount()).isEqualTo(1);
        assertThat(tally.micros().get("accepted").getMaxValue()).isBetween(59_900L, 60_100L);
    }

    @Test
    void measuresNothingBeforeThereIsAWindow() {
        tally.due(1, 0);
        tally.reported(0, 1, MILLI);
        tally.reported(1, 1, MILLI);

        assertThat(tally.done()).isZero();
        assertThat(tally.micros()).isEmpty();
    }

    @Test
    void reportsWhatNeverCameAsLost() {
        tally.due(1, 0);
        tally.due(2, 0);
        tally.reported(0, 1, MILLI);

        assertThat(tally.open()).isEqualTo(2);
        assertThat(tally.faults().lost()).isEqualTo(2);
        assertThat(tally.faults().none()).isFalse();
    }

    @Test
    void waitsNoLongerForARefusedMessage() {
        tally.due(1, 0);

        tally.refused(1, "status 500");
        tally.refused(1, "status 500");

        assertThat(tally.open()).isZero();
        assertThat(tally.faults()).isEqualTo(new Faults(1, 0, 0, 0, "status 500"));
        assertThat(finished[0]).isEqualTo(1);
    }

    @Test
    void takesARefusedMessageThatArrivesForNoSecondCopy() {
        tally.due(1, 0);
        tally.refused(1, "no answer");

        tally.reported(0, 1, MILLI);

        assertThat(tally.faults().doubled()).isZero();
    }

    @Test
    void tellsReportsOfWhatNeverBegan() {
        tally.due(1, 0);

        tally.reported(0, 9, MILLI);

        assertThat(tally.faults().unknown()).isEqualTo(1);
    }

    @Test
    void tellsWhatWasDoneLatelyOnce() {
        tally.due(1, 0);
        tally.reported(0, 1, MILLI);
        tally.reported(1, 1, 2 * MILLI);

        assertThat(tally.lately().done()).isEqualTo(1);
        assertThat(tally.lately().done()).isZero();
    }

    @Test
    void refusesMoreMembersThanItCanTellApart() {
        assertThatThrownBy(() -> new Tally(64, "confirmed", () -> {})).hasMessageContaining("64");
    }
}
