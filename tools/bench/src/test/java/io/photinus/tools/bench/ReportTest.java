package io.photinus.tools.bench;

import io.photinus.types.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTest {
    private static final long MILLI = 1_000_000;

    private final Options options =
            Options.of("--url", "http://a:1,http://b:2", "--rate", "2", "--seconds", "2", "--jvm", "-Xmx1g");
    private final Tally tally = new Tally(2, number -> {});

    private Report report(OptionalDouble statements) {
        tally.window(0, 2000 * MILLI);
        for (int number = 0; number < 4; number++) {
            tally.due(number, 0);
            tally.accepted(number, 0, 10 * MILLI);
            tally.confirmed(0, number, 20 * MILLI);
            tally.confirmed(1, number, 30 * MILLI);
        }
        return new Report(options, tally, Map.of("node", new Report.Use(1000, 2048, 4096, 8192)), statements);
    }

    @Test
    void isOneLineOfJson() {
        String line = report(OptionalDouble.of(0.456)).json();

        JsonObject json = JsonObject.parse(line);
        assertThat(line).doesNotContain("\n");
        assertThat(json.string("confirmedPerSecond")).isEqualTo("2.0");
        assertThat(json.string("statementsPerMessage")).isEqualTo("0.46");
        assertThat(json.string("coreMsPerMessage")).isEqualTo("250.0");
        assertThat(json.object("confirmMs").integer("count")).isEqualTo(4);
        assertThat(json.object("processes").object("node").integer("peakRssKb")).isEqualTo(8192);
    }

    @Test
    void isATableThatAdmitsWhatIsNotKnown() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();

        report(OptionalDouble.empty()).table(new PrintStream(text, true, StandardCharsets.UTF_8));

        assertThat(text.toString(StandardCharsets.UTF_8))
                .contains("open loop, 2/s")
                .contains("-Xmx1g")
                .containsPattern("confirmed/s on all members +2\\.0")
                .containsPattern("statements per message +n/a")
                .containsPattern("node +50\\.0 +2 +4 +8");
    }
}
