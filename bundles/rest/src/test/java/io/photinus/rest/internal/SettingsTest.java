package io.photinus.rest.internal;

import java.lang.annotation.Annotation;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SettingsTest {
    private record Config(
            String api_defaultFilterLimit,
            String api_maxFilterLimit,
            String api_countLimit,
            String api_maxStreams,
            String api_requestTimeout,
            String api_requestMaxTimeout,
            String namespaces_default,
            String publicURL)
            implements RestConfig {
        @Override
        public Class<? extends Annotation> annotationType() {
            return RestConfig.class;
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    30       , PT30S
                    30s      , PT30S
                    1m30s    , PT1M30S
                    1.5m     , PT1M30S
                    250ms    , PT0.25S
                    .5s      , PT0.5S
                    100us    , PT0.0001S
                    2h       , PT10M
                    700      , PT10M
                    0        , PT2M
                    -5s      , PT2M
                    soon     , PT2M
                    10 s     , PT2M
                    5s!      , PT2M
                    ''       , PT2M
                    999999999999999h, PT2M
                    """)
    void readsTheTimeoutOfARequest(String header, Duration expected) {
        assertThat(Settings.DEFAULTS.timeout(header)).isEqualTo(expected);
    }

    @Test
    void givesARequestWithoutHeaderTheDefaultTimeout() {
        assertThat(Settings.DEFAULTS.timeout(null)).isEqualTo(Duration.ofSeconds(120));
    }

    @Test
    void readsNumbersAsMilliseconds() {
        Settings settings =
                Settings.of(new Config("10", "500", "99", "3", "45000", "1h", " ns9 ", "https://node.test/"));

        assertThat(settings)
                .isEqualTo(new Settings(
                        10, 500, 99, 3, Duration.ofSeconds(45), Duration.ofHours(1), "ns9", "https://node.test"));
    }

    @Test
    void refusesWhatIsNoNumberOrDuration() {
        assertThatThrownBy(() -> Settings.of(new Config("many", "500", "99", "3", "45s", "1h", "", "")))
                .hasMessage("api.defaultFilterLimit must be a whole number, not 'many'");
        assertThatThrownBy(() -> Settings.of(new Config("10", "-1", "99", "3", "45s", "1h", "", "")))
                .hasMessage("api.maxFilterLimit must not be negative");
        assertThatThrownBy(() -> Settings.of(new Config("10", "500", "0", "3", "45s", "1h", "", "")))
                .hasMessage("api.countLimit must be at least 1");
        assertThatThrownBy(() -> Settings.of(new Config("10", "500", "99", "none", "45s", "1h", "", "")))
                .hasMessage("api.maxStreams must be a whole number, not 'none'");
        assertThatThrownBy(() -> Settings.of(new Config("10", "500", "99", "3", "soon", "1h", "", "")))
                .hasMessage("api.requestTimeout must be a duration such as 120s, not 'soon'");
    }
}
