package io.photinus.ledger;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SettingsTest {
    @Test
    void readsTheConfiguration() {
        Settings settings = Settings.of(config(Map.of(
                "directory", "data/ledger",
                "blockInterval", "250ms",
                "submitters", new String[] {"0xAA, 0xbb", "0xCC", ""})));

        assertThat(settings.directory()).isEqualTo(Path.of("data/ledger"));
        assertThat(settings.blockInterval()).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.submitters()).containsExactlyInAnyOrder("0xaa", "0xbb", "0xcc");
        assertThat(settings.maxFrameBytes()).isEqualTo(1 << 20);
    }

    @Test
    void refusesAConfigurationThatCannotWork() {
        assertThatThrownBy(() -> Settings.of(config(Map.of("directory", "")))).hasMessageContaining("directory");
        assertThatThrownBy(() -> Settings.of(config(Map.of("directory", "x", "port", 70_000))))
                .hasMessageContaining("port");
        assertThatThrownBy(() -> Settings.of(config(Map.of("directory", "x", "maxPending", 0))))
                .hasMessageContaining("maxPending");
    }

    /** What declarative services would hand over: the given values, and defaults for the others. */
    private static LedgerServer.Config config(Map<String, Object> values) {
        return (LedgerServer.Config) Proxy.newProxyInstance(
                LedgerServer.Config.class.getClassLoader(),
                new Class<?>[] {LedgerServer.Config.class},
                (proxy, method, args) -> values.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    @Test
    void readsDurationsAsGoWritesThemAndPlainMilliseconds() {
        assertThat(Settings.duration("100ms")).isEqualTo(Duration.ofMillis(100));
        assertThat(Settings.duration("250")).isEqualTo(Duration.ofMillis(250));
        assertThat(Settings.duration("1.5s")).isEqualTo(Duration.ofMillis(1500));
        assertThat(Settings.duration("1m30s")).isEqualTo(Duration.ofSeconds(90));
        assertThat(Settings.duration("2m")).isEqualTo(Duration.ofMinutes(2));
        assertThat(Settings.duration("0")).isZero();
    }

    @Test
    void namesADurationThatItCannotRead() {
        assertThatThrownBy(() -> Settings.duration("soon")).hasMessageContaining("'soon'");
        assertThatThrownBy(() -> Settings.duration(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Settings.duration("-5ms")).isInstanceOf(IllegalArgumentException.class);
    }
}
