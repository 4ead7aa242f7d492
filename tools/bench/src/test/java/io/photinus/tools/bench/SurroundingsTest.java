package io.photinus.tools.bench;

import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SurroundingsTest {
    @Test
    void takesApartTheFlagsOfJava() {
        assertThat(Surroundings.jvm("-Xms64m -Xmx384m -XX:+UseSerialGC -XX:SharedArchiveFile=a.jsa"))
                .containsEntry("heap", "-Xms64m -Xmx384m")
                .containsEntry("collector", "Serial")
                .containsEntry("classDataSharing", "-XX:SharedArchiveFile=a.jsa");
    }

    @Test
    void admitsWhatWasNotChosen() {
        assertThat(Surroundings.jvm(""))
                .containsEntry("heap", "chosen by Java")
                .containsEntry("collector", "chosen by Java");
    }

    @Test
    void tellsTheMachineAndWhatItWasTold() {
        assertThat(Surroundings.of(Map.of("database", "sqlite3")))
                .containsEntry("database", "sqlite3")
                .containsKeys("date", "cores", "memory", "kernel", "java");
    }
}
