package io.photinus.tools.bench;

import io.photinus.types.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTest {
    private final Options options = Options.of("--url", "http://a:1,http://b:2", "--rate", "2", "--seconds", "2");
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final Report report = new Report(options, new PrintStream(text, true, StandardCharsets.UTF_8));

    private static Measured measured(OptionalDouble statements, Faults faults) {
        Histogram micros = new Histogram(600_000_000, 3);
        for (int i = 0; i < 4; i++) {
            micros.recordValue(30_000);
        }
        return new Measured(
                "broadcast",
                "message",
                2,
                4,
                Map.of("confirmed", 2.0),
                Map.of("confirmed", micros),
                faults,
                Map.of("node", new Gauges.Use(1000, 2048, 4096, 8192)),
                statements,
                List.of(new Measured.Interval(2, 2.0, 30, 30, Map.of("node", 4096L))));
    }

    private String printed() {
        return text.toString(StandardCharsets.UTF_8);
    }

    @Test
    void isATable() {
        report.head(Map.of("jvm", "-Xmx1g"));
        report.table(measured(OptionalDouble.of(2), Faults.NONE));

        assertThat(printed())
                .contains("open loop, 2/s")
                .contains("-Xmx1g")
                .containsPattern("confirmed/s +2\\.0")
                .containsPattern("SQL statements per message +0\\.50")
                .containsPattern("lost +0")
                .containsPattern("node +50\\.0 +250\\.000 +2 +4 +8");
    }

    @Test
    void tellsWhatWentWrong() {
        report.table(measured(OptionalDouble.empty(), new Faults(1, 2, 3, 4, "status 500")));

        assertThat(printed())
                .containsPattern("refused +1")
                .containsPattern("lost +2")
                .containsPattern("doubled +3")
                .containsPattern("never sent, yet reported +4")
                .contains("status 500")
                .doesNotContain("SQL statements");
    }

    @Test
    void comparesTwo() {
        Comparison comparison = new Comparison();
        List<Measured> turn = List.of(measured(OptionalDouble.empty(), Faults.NONE));
        comparison.round(turn, turn);

        report.table(comparison);

        assertThat(printed()).containsPattern("broadcast: confirmed/s +2\\.00 +2\\.00 +1\\.00 +1\\.00 … 1\\.00");
    }

    @Test
    void isOneLineOfJsonWithEverything() {
        ReportLine line = new ReportLine(options, Map.of("jvm", "-Xmx1g"));
        line.add("a", List.of(measured(OptionalDouble.of(1.8), Faults.NONE)));
        line.add("b", List.of(measured(OptionalDouble.empty(), Faults.NONE)));

        assertThat(line.text()).doesNotContain("\n");
        JsonObject json = JsonObject.parse(line.text());
        assertThat(json.object("about").string("jvm")).isEqualTo("-Xmx1g");
        assertThat(json.object("options").string("loop")).isEqualTo("open");
        List<?> results = (List<?>) json.get("results");
        assertThat(results).hasSize(2);
        JsonObject first = (JsonObject) results.get(0);
        assertThat(first.string("deployment")).isEqualTo("a");
        assertThat(first.object("perSecond").string("confirmed")).isEqualTo("2.0");
        assertThat(first.object("latencyMs").object("confirmed").integer("count"))
                .isEqualTo(4);
        assertThat(first.string("statementsPerAction")).isEqualTo("0.45");
        assertThat(first.string("coreMsPerAction")).isEqualTo("250.0");
        assertThat(first.object("processes").object("node").integer("peakRssKb"))
                .isEqualTo(8192);
        assertThat((List<?>) first.get("intervals")).hasSize(1);
    }
}
