package io.photinus.blockchain.ledger;

import java.lang.reflect.Proxy;
import java.net.URI;
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
                "photinus_plugin_name", "ledger0",
                "url", "tcp://127.0.0.1:5099",
                "keyDirectory", "keys",
                "retry_maxWaitTime", "1m30s")));

        assertThat(settings.plugin()).isEqualTo("ledger0");
        assertThat(settings.url()).isEqualTo(URI.create("tcp://127.0.0.1:5099"));
        assertThat(settings.keyDirectory()).isEqualTo(Path.of("keys"));
        assertThat(settings.createKeys()).isTrue();
        assertThat(settings.firstPause()).isEqualTo(Duration.ofMillis(100));
        assertThat(settings.longestPause()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void namesWhatIsMissingOrWrong() {
        Map<String, Object> noKeys = Map.of("url", "tcp://127.0.0.1:5099", "photinus_plugin_name", "ledger0");

        assertThatThrownBy(() -> Settings.of(config(noKeys)))
                .hasMessageContaining("'keyDirectory' of plugin 'ledger0'");
        assertThatThrownBy(() -> Settings.of(config(Map.of()))).hasMessageContaining("'url'");
        assertThatThrownBy(() -> Settings.of(config(Map.of("url", "http://somewhere"))))
                .hasMessageContaining("tcp://127.0.0.1:5099");
        assertThatThrownBy(() -> Settings.of(config(
                        Map.of("url", "tcp://127.0.0.1:5099", "keyDirectory", "keys", "requestTimeout", "soon"))))
                .hasMessageContaining("'soon'");
    }

    /** What declarative services would hand over: the given values, and defaults for the others. */
    private static LedgerBlockchain.Config config(Map<String, Object> values) {
        return (LedgerBlockchain.Config) Proxy.newProxyInstance(
                LedgerBlockchain.Config.class.getClassLoader(),
                new Class<?>[] {LedgerBlockchain.Config.class},
                (proxy, method, args) -> values.getOrDefault(method.getName(), method.getDefaultValue()));
    }
}
