package io.photinus.types;

import io.photinus.types.error.NodeProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IdsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "0a0a0a0a-0b0b-4c0c-8d0d-0e0e0e0e0e0",
                "0a0a0a0a-0b0b-4c0c-8d0d-0e0e0e0e0e0ef",
                "0a0a0a0a0b0b-4c0c-8d0d-0e0e0e0e0e0e0",
                "0a0a0a0ag0b0b-4c0c-8d0d-0e0e0e0e0e0e",
                "{0a0a0a0a-0b0b-4c0c-8d0d-0e0e0e0e0e0e",
                "urn:uuid:0a0a0a0a0b0b4c0c8d0d0e0e0e0e0e0",
                "-a0a0a0a0b0b4c0c8d0d0e0e0e0e0e0e",
                "1-1-1-1-1"
            })
    void otherTextsAreFF00138(String text) {
        assertThat(Ids.tryParse(text)).isNull();
        assertThatThrownBy(() -> Ids.parse(text))
                .isInstanceOf(NodeProblem.class)
                .hasMessage("FF00138: '" + text + "' is not a UUID");
    }

    @Test
    void emptyTextIsNoId() {
        assertThat(Ids.parseOrNull("")).isNull();
    }
}
