package io.photinus.types.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class JsonWritePropertyTest {
    record OneText(String text) {}

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars('a', '"', '\\', '<', '>', '&', '/', '\'', '\u2028', '\u2029', '\n', '\u0007', 'é')
                .withCharRange('\u0000', '\ud7ff')
                .ofMaxLength(20)
                .flatMap(text -> Arbitraries.of("", "😀", "𝄞").map(text::concat));
    }

    @Property
    void writtenTextsReadBackTheSame(@ForAll("texts") String text) {
        assertThat(Json.read(Json.write(new OneText(text)), OneText.class).text())
                .isEqualTo(text);
    }

    @Property
    void writtenTextIsNormalAlready(@ForAll("texts") String text) {
        String written = Json.write(text);

        assertThat(RawJson.require(written).text()).isEqualTo(written);
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.of(
                        "", "a", "aa", "b", "é", "\u0000", "~", "\ud7ff", "\ue000", "\uffff", "😀", "𝄞", "\ufffd")
                .list()
                .ofMaxSize(3)
                .map(list -> String.join("", list));
    }

    @Property
    void keysOfAnObjectAreInTheOrderOfTheirUtf8Bytes(@ForAll List<@From("keys") String> keys) {
        Map<String, Object> fields = new LinkedHashMap<>();
        keys.forEach(key -> fields.put(key, true));
        List<String> expected = new ArrayList<>(fields.keySet());
        expected.sort((a, b) ->
                Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));

        JsonObject object = JsonObject.of(fields);

        assertThat(object.fields().keySet()).containsExactlyElementsOf(expected);
        assertThat(JsonObject.parse(object.toString())).isEqualTo(object);
    }
}
