package io.photinus.types;

import io.photinus.types.error.NodeProblem;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NamesTest {
    @Test
    void nameMayHave64CharactersAndNotMore() {
        assertThat(Names.isName("a".repeat(64))).isTrue();
        assertThat(Names.isName("a".repeat(65))).isFalse();
        assertThat(Names.isName(null)).isFalse();
    }

    @Test
    void badNameNamesItsField() {
        assertThatThrownBy(() -> Names.require("-x", "name"))
                .isInstanceOf(NodeProblem.class)
                .hasMessageStartingWith("FF00140: Field 'name' must have 1 to 64 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0a0a0a0a-0b0b-4c0c-8d0d-0e0e0e0e0e0e", "0A0A0A0A0B0B4C0C8D0D0E0E0E0E0E0E"})
    void nameThatReadsAsAnIdIsFF00141(String text) {
        assertThat(Names.require(text, "name")).isEqualTo(text);
        assertThatThrownBy(() -> Names.requireNoUuid(text, "name"))
                .hasMessage("FF00141: Field 'name' must be a name, not a UUID");
    }

    @Test
    void topicsAreNamesWithoutDuplicates() {
        assertThatCode(() -> Names.requireTopics(List.of("a", "b"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> Names.requireTopics(List.of("a", "!")))
                .hasMessageStartingWith("FF00140: Field 'header.topics[1]'");
        assertThatThrownBy(() -> Names.requireTopics(List.of("a", "a")))
                .hasMessage("FF00133: Field 'header.topics' holds 'a' twice");
    }

    @Test
    void topicsAreAtMostTen() {
        assertThatCode(() -> Names.requireTopics(topics(10, 64))).doesNotThrowAnyException();
        assertThatThrownBy(() -> Names.requireTopics(topics(11, 2)))
                .hasMessage("FF00134: Field 'header.topics' holds 11 entries; at most 10 are allowed");
    }

    private static List<String> topics(int count, int length) {
        return IntStream.range(0, count)
                .mapToObj(i -> i + "x".repeat(length - String.valueOf(i).length()))
                .toList();
    }
}
