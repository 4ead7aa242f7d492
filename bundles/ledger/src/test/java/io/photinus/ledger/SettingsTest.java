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
    void refusesABlockIntervalThatIsNoDurationOrNegative() {
        assertThatThrownBy(() -> Settings.of(config(Map.of("directory", "d", "blockInterval", "soon"))))
                .hasMessageContaining("'soon'");
        assertThatThrownBy(() -> Settings.of(config(Map.of("directory", "d", "blockInterval", "-5ms"))))
                .hasMessageContaining("blockInterval");
    }
}
