package io.photinus.types.json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RawJsonTest {
    @Test
    void nullDocumentIsANullReference() {
        assertThat(RawJson.parse(" null ")).isNull();
        assertThatThrownBy(() -> RawJson.require("null")).isInstanceOf(JsonInputException.class);
    }

    @Test
    void normalTextIsNotCopied() {
        String text = "{\"a\":[1,2,\"x y\"]}";

        assertThat(RawJson.require(text).text()).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[1,]",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "[1 2]",
                "01",
                "+1",
                ".5",
                "1.",
                "1e",
                "-",
                "NaN",
                "Infinity",
                "True",
                "nul",
                "nulll",
                "\"",
                "\"\t\"",
                "\"\n\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12G4\"",
                "{} {}",
                "1 2",
                "{\"a\"}",
                "{\"a\":}",
                "[,]",
                "// c\n1",
                "/* c */ 1",
                "\ufeff{}",
                "\u00a0{}",
                "\u000b1",
                "\"a\" x",
                "[\u0000]"
            })
    void textThatIsNotExactlyOneDocumentIsRefused(String text) {
        assertThatThrownBy(() -> RawJson.parse(text)).isInstanceOf(JsonInputException.class);
    }

    @Test
    void documentsNestAsDeeplyAsInGo() {
        assertThat(RawJson.require("[".repeat(10_000) + "]".repeat(10_000)).text())
                .hasSize(20_000);
        assertThatThrownBy(() -> RawJson.parse("[".repeat(10_001) + "]".repeat(10_001)))
                .isInstanceOf(JsonInputException.class);
    }

    @Test
    void depthIsBoundedWhereATreeIsBuilt() {
        RawJson deep = RawJson.require("[".repeat(10_000) + "]".repeat(10_000));

        assertThatThrownBy(deep::tree).isInstanceOf(JsonInputException.class);
    }

    @Test
    void numbersAndNamesMayBeLong() {
        String digits = "1".repeat(20_000);
        String name = "\"" + "n".repeat(200_000) + "\"";

        assertThat(RawJson.require("{" + name + ":" + digits + "}").text()).hasSize(220_005);
    }
}
