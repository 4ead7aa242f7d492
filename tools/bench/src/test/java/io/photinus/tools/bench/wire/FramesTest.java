package io.photinus.tools.bench.wire;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FramesTest {
    @Test
    void findsTheIdOfABatch() {
        assertThat(Frames.id(
                        "{\"type\":\"event_batch\",\"id\":\"b1\",\"subscription\":{\"id\":\"s\"},\"events\":[]}\n"))
                .isEqualTo("b1");
    }

    @Test
    void findsTheIdOfASingleEvent() {
        assertThat(Frames.id("{\"id\":\"e1\",\"sequence\":7,\"message\":{\"header\":{\"id\":\"m\"}}}"))
                .isEqualTo("e1");
    }

    @Test
    void takesNoIdOfSomethingInside() {
        assertThat(Frames.id("{\"subscription\":{\"id\":\"s\"},\"events\":[{\"id\":\"e\"}],\"id\":\"b1\"}"))
                .isEqualTo("b1");
        assertThat(Frames.id("{\"events\":[{\"id\":\"e\"}],\"id\":\"b1\"}")).isEqualTo("b1");
    }

    @Test
    void tellsErrorsFromEvents() {
        assertThat(Frames.error("{\"type\":\"protocol_error\",\"error\":\"FF10175: x\"}"))
                .isEqualTo("FF10175: x");
        assertThat(Frames.error("{\"type\":\"event_batch\",\"id\":\"b\",\"events\":[]}"))
                .isEmpty();
    }

    @Test
    void readsTheNumbersBehindAMarker() {
        List<Long> numbers = new ArrayList<>();

        Frames.numbersAfter(
                "{\"tag\":\"run-12\"},{\"tag\":\"run-p0\"},{\"tag\":\"other-5\"},{\"tag\":\"run-3",
                "\"tag\":\"run-",
                numbers::add);

        assertThat(numbers).containsExactly(12L, -1L, 3L);
    }
}
