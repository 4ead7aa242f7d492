package io.photinus.types;

import io.photinus.types.error.NodeProblem;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HashTest {
    @Test
    void hashIsIndependentOfTheArraysAroundIt() {
        byte[] bytes = new byte[32];
        Hash hash = Hash.of(bytes);

        bytes[0] = 1;
        hash.bytes()[1] = 1;

        assertThat(hash).hasToString("0".repeat(64));
    }

    @Test
    void partsAreHashedWithoutSeparators() {
        assertThat(Hash.sha256("ab".getBytes(StandardCharsets.UTF_8), "c".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Hash.sha256("abc"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0xZZ", "abc", "0X00"})
    void textThatIsNotHexIsFF00106(String text) {
        assertThatThrownBy(() -> Hash.parse(text))
                .isInstanceOf(NodeProblem.class)
                .hasMessage("FF00106: '" + text + "' is not hex");
    }

    @Test
    void otherLengthIsFF00107() {
        for (int length : new int[] {0, 2, 62, 66, 1000}) {
            assertThatThrownBy(() -> Hash.parse("a".repeat(length)))
                    .isInstanceOf(NodeProblem.class)
                    .hasMessageStartingWith("FF00107: ");
        }
        assertThatThrownBy(() -> Hash.of(new byte[31])).hasMessageStartingWith("FF00107: ");
    }

    @Test
    void prefixIsLowerCaseAsInGo() {
        assertThatThrownBy(() -> Hash.parse("0X" + "0".repeat(64))).isInstanceOf(NodeProblem.class);
    }

    @Test
    void emptyTextIsNoHash() {
        assertThat(Hash.parseOrNull("")).isNull();
    }
}
