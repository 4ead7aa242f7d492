package io.photinus.tools.bench;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ComparisonTest {
    private static final Offset<Double> ABOUT = Offset.offset(0.01);

    private final Comparison comparison = new Comparison();

    private static List<Measured> turn(double rate, long millis) {
        Histogram micros = new Histogram(600_000_000, 3);
        micros.recordValue(millis * 1000);
        return List.of(new Measured(
                "broadcast",
                "message",
                1,
                (long) rate,
                Map.of("confirmed", rate),
                Map.of("confirmed", micros),
                Faults.NONE,
                Map.of(),
                OptionalDouble.empty(),
                List.of()));
    }

    @Test
    void tellsTheRatioOfBToAWithItsSpread() {
        comparison.round(turn(100, 10), turn(200, 40));
        comparison.round(turn(100, 10), turn(300, 20));
        comparison.round(turn(200, 10), turn(200, 30));

        Comparison.Row rate = comparison.rows().get("broadcast: confirmed/s");
        assertThat(rate).isEqualTo(new Comparison.Row(100, 200, 2, 1, 3));
        Comparison.Row p99 = comparison.rows().get("broadcast: confirmed p99 ms");
        assertThat(p99.ratio()).isCloseTo(3, ABOUT);
        assertThat(p99.least()).isCloseTo(2, ABOUT);
        assertThat(p99.most()).isCloseTo(4, ABOUT);
    }

    @Test
    void leavesOutWhatHasNoRatio() {
        comparison.round(turn(0, 10), turn(200, 10));

        assertThat(comparison.rows()).doesNotContainKey("broadcast: confirmed/s");
        assertThat(comparison.rows()).containsKey("broadcast: confirmed p50 ms");
    }

    @Test
    void isEmptyBeforeTheFirstRound() {
        assertThat(comparison.rows()).isEmpty();
    }

    @Test
    void takesTheMiddleOfAnEvenNumberBetweenTwo() {
        assertThat(Comparison.middle(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(2.5);
    }
}
