package io.photinus.database.postgres;

import io.photinus.database.postgres.PostgresFixture.Given;
import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SettingsTest {
    private static final String URL = "postgres://u:s3cret@h/d";

    @Test
    void dividesTheConnections() {
        Settings usual = Settings.of(new Given(URL));
        assertThat(usual.writers()).isEqualTo(16);
        assertThat(usual.readers()).isEqualTo(32);

        Settings least = Settings.of(new Given("db0", URL, 4, "", ""));
        assertThat(least.writers()).isOne();
        assertThat(least.readers()).isOne();
    }

    @Test
    void keepsTimesWithinWhatThePoolCanDo() {
        assertThat(Settings.of(new Given(URL)).idleTime()).isEqualTo(Duration.ofMinutes(1));
        assertThat(Settings.of(new Given(URL)).lifetime()).isEqualTo(Duration.ofMinutes(30));
        Settings little = Settings.of(new Given("db0", URL, 50, "1s", "2000"));
        assertThat(little.idleTime()).isEqualTo(Duration.ofSeconds(10));
        assertThat(little.lifetime()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void refusesWhatItCannotUse() {
        assertThatThrownBy(() -> Settings.of(new Given("db0", URL, 3, "", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("maxConns of database plugin db0 must be at least 4");
        assertThatThrownBy(() -> Settings.of(new Given("db0", URL, 50, "soon", "")))
                .hasMessage("maxConnIdleTime of database plugin db0 is no duration: soon");
        assertThatThrownBy(() -> Settings.of(new Given("db0", "", 50, "", "")))
                .hasMessage("url of database plugin db0 must be set");
        assertThatThrownBy(() -> Settings.of(new Given("", URL, 50, "", ""))).hasMessageContaining("plugin.name");
    }

    @Test
    void showsNoSecret() {
        assertThat(Settings.of(new Given(URL))).asString().doesNotContain("s3cret");
    }
}
