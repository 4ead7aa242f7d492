package io.photinus.types;

import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class GoDurationTest {
    @ParameterizedTest
    @CsvSource({
        "50ms,PT0.05S",
        "1m30s,PT1M30S",
        "1.5h,PT1H30M",
        ".5s,PT0.5S",
        "10us,PT0.00001S",
        "10\u00b5s,PT0.00001S",
        "7ns,PT0.000000007S",
        "0,PT0S",
        "250,PT0.25S",
        "-1s,PT-1S",
        "+2s,PT2S"
    })
    void readsWhatGoWrites(String text, Duration expected) {
        assertThat(GoDuration.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "5 s", "s", "1d", "1s2", "--1s", "-", "1e3s", "9999999999h"})
    void refusesEverythingElse(String text) {
        assertThatExceptionOfType(NodeProblem.class)
                .isThrownBy(() -> GoDuration.parse(text))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(ErrorCode.FF00137));
    }
}
