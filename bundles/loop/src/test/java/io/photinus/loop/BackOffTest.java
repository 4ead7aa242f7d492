package io.photinus.loop;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BackOffTest {
    private static final BackOff DOUBLING = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(1), 2);

    @Test
    void startsWithTheFirstPauseAndMultiplies() {
        assertThat(DOUBLING.after(1)).isEqualTo(Duration.ofMillis(100));
        assertThat(DOUBLING.after(2)).isEqualTo(Duration.ofMillis(200));
        assertThat(DOUBLING.after(4)).isEqualTo(Duration.ofMillis(800));
    }

    @Test
    void neverExceedsTheLargestPause() {
        assertThat(DOUBLING.after(5)).isEqualTo(Duration.ofSeconds(1));
        assertThat(DOUBLING.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(1));
    }

    @Property
    void neverShrinks(@ForAll @IntRange(min = 1, max = 10_000) int failures) {
        assertThat(DOUBLING.after(failures + 1)).isGreaterThanOrEqualTo(DOUBLING.after(failures));
    }

    @Test
    void staysConstantWithTheFactorOne() {
        BackOff constant = new BackOff(Duration.ofMillis(7), Duration.ofMillis(7), 1);

        assertThat(constant.after(1)).isEqualTo(constant.after(1000)).isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void refusesWhatDoesNotGrowFromAPositivePause() {
        Duration second = Duration.ofSeconds(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new BackOff(Duration.ZERO, second, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new BackOff(second.negated(), second, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new BackOff(second, Duration.ofMillis(999), 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new BackOff(second, second, 0.5));
    }
}
