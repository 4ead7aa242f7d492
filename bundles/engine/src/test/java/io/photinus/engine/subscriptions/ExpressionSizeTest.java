package io.photinus.engine.subscriptions;

import com.google.re2j.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ExpressionSizeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "^message_(confirmed|rejected)$",
                "a{1000}",
                "(a{10}){10}",
                "\\x{10FFFF}{3}",
                "\\p{Greek}+[\\pL\\d]{20}",
                "[]{1000}(]{5}",
                "[^]{1000}(]{5}",
                "[[:alpha:]{]{7}",
                "\\Q(a{1000}){1000}\\E",
                "\\{1000}\\{1000}",
                "a{,5}",
                "a{2,}b{3,7}"
            })
    void acceptsWhatCanBeCompiled(String expression) {
        assertThat(ExpressionSize.bearable(expression)).isTrue();
        assertThat(Pattern.compile(expression)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{1000}){1000})",
                "(((a{100}){100}){100}){100}",
                "(a|[b]{1000}){1,1000}",
                "(\\p{Greek}{1000}){2}",
                "(a{0,1000}){1000}"
            })
    void refusesWhatGrowsOutOfBounds(String expression) {
        assertThat(ExpressionSize.bearable(expression)).isFalse();
    }

    @Test
    void refusesDeepNestingAndLongTexts() {
        assertThat(ExpressionSize.bearable("(".repeat(1_000) + ")".repeat(1_000)))
                .isFalse();
        assertThat(ExpressionSize.bearable("a".repeat(200_000))).isFalse();
        assertThat(ExpressionSize.bearable("a{1000}".repeat(200))).isFalse();
    }

    @Test
    void compilesTheDeepestThatItAccepts() {
        String deepest = "(".repeat(500) + "a" + ")".repeat(500);

        assertThat(ExpressionSize.bearable(deepest)).isTrue();
        assertThat(Pattern.compile(deepest).matcher("a").find()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\\", "[", "[\\", "(", ")", "{", "{1000}", "a{", "a{1", "\\x{", "\\Q", "[[:", "()){2}", "[^"})
    void survivesWhatIsMalformed(String expression) {
        assertThat(ExpressionSize.bearable(expression)).isTrue();
    }
}
