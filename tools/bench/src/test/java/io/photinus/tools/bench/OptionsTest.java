package io.photinus.tools.bench;

import java.net.URI;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OptionsTest {
    @Test
    void readsAnOpenLoop() {
        Options options = Options.of(
                "--url",
                "http://a:1/,http://b:2",
                "--rate",
                "50",
                "--process",
                "a=12",
                "--process",
                "b=13",
                "--seconds",
                "5");

        assertThat(options.urls()).containsExactly(URI.create("http://a:1"), URI.create("http://b:2"));
        assertThat(options.rate()).isEqualTo(50);
        assertThat(options.seconds()).isEqualTo(5);
        assertThat(options.size()).isEqualTo(1024);
        assertThat(options.processes()).containsEntry("a", 12L).containsEntry("b", 13L);
    }

    @Test
    void isAClosedLoopWithoutARate() {
        assertThat(Options.of("--url", "http://a:1").rate()).isZero();
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        assertThatThrownBy(() -> Options.of("--url", "http://a:1", "--speed", "9"))
                .hasMessageContaining("speed");
        assertThatThrownBy(() -> Options.of("--url", "http://a:1", "--size", "x"))
                .hasMessageContaining("--size");
        assertThatThrownBy(() -> Options.of("--url", "http://a:1", "--rate", "1", "--workers", "1"))
                .hasMessageContaining("only one");
        assertThatThrownBy(() -> Options.of("--url", "http://a:1", "--process", "12"))
                .hasMessageContaining("name=number");
        assertThatThrownBy(() -> Options.of("--rate", "1")).hasMessageContaining("--url");
    }
}
