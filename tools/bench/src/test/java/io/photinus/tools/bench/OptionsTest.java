package io.photinus.tools.bench;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OptionsTest {
    private static final URI A = URI.create("http://a:1");
    private static final URI B = URI.create("http://b:2");

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
                "--about",
                "jvm=-Xmx1g -Xms1g",
                "--seconds",
                "5");

        assertThat(options.workload()).isEqualTo("broadcast");
        assertThat(options.deployments()).containsExactly(List.of(A, B));
        assertThat(options.rate()).isEqualTo(50);
        assertThat(options.seconds()).isEqualTo(5);
        assertThat(options.warmup()).isEqualTo(30);
        assertThat(options.size()).isEqualTo(1024);
        assertThat(options.connections()).isEqualTo(64);
        assertThat(options.processes()).containsEntry("a", 12L).containsEntry("b", 13L);
        assertThat(options.about()).containsEntry("jvm", "-Xmx1g -Xms1g");
    }

    @Test
    void isAClosedLoopWithoutARate() {
        assertThat(Options.of("--url", "http://a:1").rate()).isZero();
        assertThat(Options.of("--url", "http://a:1", "--workload", "query").workers())
                .isEqualTo(16);
    }

    @Test
    void comparesTwoDeploymentsOfSeveralMembers() {
        assertThat(Options.of("--compare", "http://a:1+http://b:2,https://c/").deployments())
                .containsExactly(List.of(A, B), List.of(URI.create("https://c")));
    }

    @Test
    void soaksForMinutes() {
        assertThat(Options.of("--url", "http://a:1", "--soak", "30").seconds()).isEqualTo(1800);
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        assertThatThrownBy(() -> Options.of("--url", "http://a:1", "--speed", "9"))
                .hasMessageContaining("speed");
        assertThatThrownBy(() -> Options.of("--url", "http://a:1", "--size", "x"))
                .hasMessageContaining("--size");
        assertThatThrownBy(() -> Options.of("--url", "http://a:1", "--rate", "1", "--workers", "1"))
                .hasMessageContaining("only one");
        assertThatThrownBy(() -> Options.of("--url", "http://a:1", "--soak", "1", "--seconds", "1"))
                .hasMessageContaining("only one");
        assertThatThrownBy(() -> Options.of("--url", "http://a:1", "--process", "12"))
                .hasMessageContaining("name=value");
        assertThatThrownBy(() -> Options.of("--url", "http://a:1", "--process", "a=b"))
                .hasMessageContaining("name=number");
        assertThatThrownBy(() -> Options.of("--url", "http://a:1", "--workload", "dig"))
                .hasMessageContaining("dig");
        assertThatThrownBy(() -> Options.of("--url", "a:1")).hasMessageContaining("address");
        assertThatThrownBy(() -> Options.of("--compare", "http://a:1")).hasMessageContaining("A,B");
        assertThatThrownBy(() -> Options.of("--rate", "1")).hasMessageContaining("--url");
    }
}
