package io.photinus.types.json;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JsonWriteTest {
    record Everything(
            @Nullable String text,
            @Opt @Nullable String optText,
            boolean flag,
            @Opt boolean optFlag,
            long number,
            @Opt long optNumber,
            @Nullable List<String> list,
            @Opt @Nullable List<String> optList,
            @Nullable JsonObject object,
            @Opt @Nullable JsonObject optObject,
            @Nullable RawJson raw,
            @Opt @Nullable RawJson optRaw,
            @Nullable Inner inner,
            @Opt @Nullable Inner optInner,
            @WireName("public") @Opt @Nullable String publicRef) {
        static final Everything NOTHING =
                new Everything(null, null, false, false, 0, 0, null, null, null, null, null, null, null, null, null);
    }

    record Inner(@Opt @Nullable String a) {}

    @Test
    void everyCharacterIsEscapedAsInGo() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (c < 0x10000 && Character.isSurrogate((char) c)) {
                continue;
            }
            String text = Character.toString(c);
            String written = Json.write("x" + text + "y");
            if (!written.equals("\"x" + escape(c, text) + "y\"")) {
                assertThat(written).as("U+%04X", c).isEqualTo("\"x" + escape(c, text) + "y\"");
            }
        }
    }

    /** The table of protocol 1.1. */
    private static String escape(int c, String text) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case 8 -> "\\b";
            case 12 -> "\\f";
            case 10 -> "\\n";
            case 13 -> "\\r";
            case 9 -> "\\t";
            case '<' -> "\\u003c";
            case '>' -> "\\u003e";
            case '&' -> "\\u0026";
            case 0x2028 -> "\\u2028";
            case 0x2029 -> "\\u2029";
            default -> c < 0x20 ? "\\u00" + (c < 0x10 ? "0" : "") + Integer.toHexString(c) : text;
        };
    }

    @Test
    void loneSurrogateBecomesTheReplacementCharacter() {
        assertThat(Json.write("a\ud83d")).isEqualTo("\"a\ufffd\"");
        assertThat(Json.write("\ude00b")).isEqualTo("\"\ufffdb\"");
        assertThat(Json.write("\ud83d\ud83d\ude00")).isEqualTo("\"\ufffd😀\"");
    }

    @Test
    void unsetFieldsAreNullAndOptionalOnesAbsent() {
        assertThat(Json.write(Everything.NOTHING))
                .isEqualTo("{\"text\":null,\"flag\":false,\"number\":0,\"list\":null,\"object\":null,\"raw\":null,"
                        + "\"inner\":null}");
    }

    @Test
    void emptyOptionalFieldsAreAbsentButAnEmptyRecordIsNot() {
        Everything empty = new Everything(
                "",
                "",
                false,
                false,
                0,
                0,
                List.of(),
                List.of(),
                JsonObject.empty(),
                JsonObject.empty(),
                RawJson.require("{}"),
                RawJson.require("\"\""),
                new Inner(null),
                new Inner(null),
                "");

        assertThat(Json.write(empty))
                .isEqualTo("{\"text\":\"\",\"flag\":false,\"number\":0,\"list\":[],\"object\":{},\"raw\":{},"
                        + "\"optRaw\":\"\",\"inner\":{},\"optInner\":{}}");
    }

    @Test
    void setFieldsComeInDeclarationOrderUnderTheirWireNames() {
        Everything all = new Everything(
                "t",
                "o",
                true,
                true,
                -1,
                7,
                List.of("a"),
                List.of("b"),
                JsonObject.parse("{\"x\":1}"),
                JsonObject.parse("{\"y\":1.50}"),
                RawJson.require("[1]"),
                RawJson.require("2"),
                new Inner("i"),
                new Inner("j"),
                "ref");

        String text = Json.write(all);

        assertThat(text)
                .isEqualTo(
                        "{\"text\":\"t\",\"optText\":\"o\",\"flag\":true,\"optFlag\":true,\"number\":-1,\"optNumber\":7,"
                                + "\"list\":[\"a\"],\"optList\":[\"b\"],\"object\":{\"x\":1},\"optObject\":{\"y\":1.50},\"raw\":[1],"
                                + "\"optRaw\":2,\"inner\":{\"a\":\"i\"},\"optInner\":{\"a\":\"j\"},\"public\":\"ref\"}");
        assertThat(Json.read(text, Everything.class)).isEqualTo(all);
    }

    @Test
    void plainValuesHaveTheirJsonForm() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("z", Instant.parse("2024-03-01T10:20:30.120400Z"));
        map.put("a", UUID.fromString("0A0A0A0A-0B0B-4C0C-8D0D-0E0E0E0E0E0E"));
        map.put("n", null);
        map.put("<", List.of(1, 2L, true, new JsonNumber("1.50")));

        assertThat(Json.write(map))
                .isEqualTo("{\"z\":\"2024-03-01T10:20:30.1204Z\",\"a\":\"0a0a0a0a-0b0b-4c0c-8d0d-0e0e0e0e0e0e\","
                        + "\"n\":null,\"\\u003c\":[1,2,true,1.50]}");
        assertThat(Json.write(null)).isEqualTo("null");
        assertThat(Json.bytes("é")).isEqualTo("\"é\"".getBytes(StandardCharsets.UTF_8));
    }
}
