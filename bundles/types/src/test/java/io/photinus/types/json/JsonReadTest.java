package io.photinus.types.json;

import io.photinus.types.Hash;
import io.photinus.types.Message;
import io.photinus.types.MessageHeader;
import io.photinus.types.OpStatus;
import io.photinus.types.TxType;
import io.photinus.types.error.NodeProblem;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonReadTest {
    private static final UUID ID = UUID.fromString("0a0a0a0a-0b0b-4c0c-8d0d-0e0e0e0e0e0e");

    record Sample(
            @Nullable UUID id,
            @Nullable String name,
            @Nullable Hash hash,
            @Nullable Instant time,
            boolean flag,
            int small,
            long big,
            @Nullable Long boxed,
            @Nullable TxType type,
            @Nullable OpStatus status,
            @Nullable List<Integer> list,
            @Nullable JsonObject object,
            @Nullable RawJson raw,
            @Nullable Part part,
            @Opt @Nullable Part optPart,
            @WireName("public") @Nullable String publicRef) {}

    record Part(@Nullable String a, @Nullable String b) {}

    private static Sample read(String text) {
        return Json.read(text, Sample.class);
    }

    @Test
    void namesMatchWithoutCaseAndUnknownFieldsAreIgnored() {
        Sample sample = read("{\"ID\":\"" + ID
                + "\",\"nAmE\":\"n\",\"more\":{\"name\":[1,{\"id\":2}]},\"PUBLIC\":\"p\"," + "\"publicRef\":\"x\"}");

        assertThat(sample.id()).isEqualTo(ID);
        assertThat(sample.name()).isEqualTo("n");
        assertThat(sample.publicRef()).isEqualTo("p");
    }

    @Test
    void missingFieldsHaveTheirZeroValue() {
        assertThat(read("{}"))
                .isEqualTo(new Sample(
                        null, null, null, null, false, 0, 0, null, null, null, null, null, null, null, null, null));
    }

    @Test
    void nullLeavesAFieldUnset() {
        assertThat(
                        read(
                                "{\"id\":null,\"name\":null,\"hash\":null,\"time\":null,\"flag\":null,\"small\":null,\"big\":null,"
                                        + "\"boxed\":null,\"type\":null,\"list\":null,\"object\":null,\"raw\":null,\"part\":null}"))
                .isEqualTo(read("{}"));
    }

    @Test
    void lastDuplicateWinsWhateverItsCase() {
        Sample sample = read(
                "{\"name\":\"1\",\"NAME\":\"2\",\"Name\":\"3\",\"raw\":{\"a\":1},\"raw\":[2],\"big\":1,\"big\":2}");

        assertThat(sample.name()).isEqualTo("3");
        assertThat(sample.raw()).isEqualTo(RawJson.require("[2]"));
        assertThat(sample.big()).isEqualTo(2);
    }

    @Test
    void nullAfterAValueClearsWhatGoHoldsByPointerAndLeavesTheRest() {
        Sample sample = read("{\"id\":\"" + ID + "\",\"id\":null,\"raw\":1,\"raw\":null,\"list\":[1],\"list\":null,"
                + "\"object\":{\"a\":1},\"object\":null,\"boxed\":1,\"boxed\":null,\"optPart\":{\"a\":\"x\"},\"optPart\":null,"
                + "\"name\":\"n\",\"name\":null,\"big\":7,\"big\":null,\"flag\":true,\"flag\":null,"
                + "\"part\":{\"a\":\"x\"},\"part\":null}");

        assertThat(sample.id()).isNull();
        assertThat(sample.raw()).isNull();
        assertThat(sample.list()).isNull();
        assertThat(sample.object()).isNull();
        assertThat(sample.boxed()).isNull();
        assertThat(sample.optPart()).isNull();
        assertThat(sample.name()).isEqualTo("n");
        assertThat(sample.big()).isEqualTo(7);
        assertThat(sample.flag()).isTrue();
        assertThat(sample.part()).isEqualTo(new Part("x", null));
    }

    @Test
    void textBehindTheFirstValueIsIgnored() {
        assertThat(read("{\"name\":\"n\"} trailing {").name()).isEqualTo("n");
    }

    @ParameterizedTest
    @CsvSource({"batch_pin, BATCH_PIN", "BATCH_PIN, BATCH_PIN", "Batch_Pin, BATCH_PIN", "none, NONE"})
    void constantsMatchWithoutCase(String text, TxType type) {
        assertThat(read("{\"type\":\"" + text + "\"}").type()).isEqualTo(type);
    }

    @Test
    void constantsKeepTheirOwnSpellingInOutput() {
        assertThat(read("{\"status\":\"succeeded\"}").status()).isEqualTo(OpStatus.SUCCEEDED);
        assertThat(Json.write(OpStatus.SUCCEEDED)).isEqualTo("\"Succeeded\"");
        assertThat(Json.write(TxType.BATCH_PIN)).isEqualTo("\"batch_pin\"");
    }

    @Test
    void emptyTextIsNoIdAndNoHashAndNoConstant() {
        Sample sample = read("{\"id\":\"\",\"hash\":\"\",\"type\":\"\"}");

        assertThat(sample.id()).isNull();
        assertThat(sample.hash()).isNull();
        assertThat(sample.type()).isNull();
    }

    @Test
    void idsAndHashesComeOutInCanonicalForm() {
        Sample sample =
                read("{\"id\":\"{0A0A0A0A-0B0B-4C0C-8D0D-0E0E0E0E0E0E}\",\"hash\":\"0x" + "AB".repeat(32) + "\"}");

        assertThat(Json.write(sample)).contains("\"id\":\"" + ID + "\"", "\"hash\":\"" + "ab".repeat(32) + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":1}|field id: a string is expected",
                "{\"name\":1}|field name: a string is expected",
                "{\"flag\":\"true\"}|field flag: a boolean is expected",
                "{\"small\":1.0}|field small: an integer is expected",
                "{\"small\":1e3}|field small: an integer is expected",
                "{\"small\":\"1\"}|field small: an integer is expected",
                "{\"small\":2147483648}|field small: a 32-bit integer is expected",
                "{\"big\":9223372036854775808}|field big: a 64-bit integer is expected",
                "{\"time\":1}|field time: a string is expected",
                "{\"type\":\"nonsense\"}|field type: unknown value 'nonsense'",
                "{\"list\":{}}|field list: an array is expected",
                "{\"list\":[1,\"x\"]}|field list[]: an integer is expected",
                "{\"object\":[]}|field object: an object is expected",
                "{\"part\":\"x\"}|field part: an object is expected",
                "{\"part\":{\"a\":[]}}|field part.a: a string is expected",
                "[]|an object is expected",
                "1|an object is expected",
                "null|null where an object is expected",
                "''|EOF"
            })
    void valueOfAnotherTypeNamesItsField(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(JsonInputException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":\"xyz\"}", "{\"hash\":\"xyz\"}", "{\"time\":\"xyz\"}"})
    void malformedIdHashOrTimeKeepsItsCode(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(NodeProblem.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"name\":",
                "{\"name\":\"x\"",
                "{\"list\":[1",
                "nonsense",
                "{\"raw\":{\"a\":}}",
                "{\"more\":[}"
            })
    void brokenTextIsAnInputProblem(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(JsonInputException.class);
    }

    @Test
    void malformedUtf8BecomesTheReplacementCharacter() {
        byte[] utf8 = "{\"name\":\"a?b\"}".getBytes(StandardCharsets.ISO_8859_1);
        utf8[10] = (byte) 0xff;

        assertThat(Json.read(utf8, Sample.class).name()).isEqualTo("a\ufffdb");
    }

    @Test
    void listsOfRecordsAreRead() {
        assertThat(Json.readList("[{\"a\":\"1\"},{\"A\":\"2\"}]", Part.class))
                .containsExactly(new Part("1", null), new Part("2", null));
        assertThatThrownBy(() -> Json.readList("[null]", Part.class)).isInstanceOf(JsonInputException.class);
        assertThatThrownBy(() -> Json.readList("{}", Part.class)).isInstanceOf(JsonInputException.class);
    }

    @Test
    void typeInAHeaderIsLowerCasedBeforeItIsHashed() {
        MessageHeader header = Json.read("{\"type\":\"BROADCAST\",\"txtype\":\"BATCH_PIN\"}", MessageHeader.class);

        assertThat(Json.write(header)).isEqualTo("{\"type\":\"broadcast\",\"txtype\":\"batch_pin\"}");
    }

    @Test
    void messageTakesDataNullAndEmptyForTheSame() {
        Message message = Json.read("{\"header\":{\"type\":\"broadcast\"},\"data\":null}", Message.class);

        assertThat(message.data()).isEmpty();
        assertThat(Json.write(message)).isEqualTo("{\"header\":{\"type\":\"broadcast\"},\"data\":[]}");
    }

    @Test
    void freeObjectsKeepNumbersAndSortKeys() {
        JsonObject object =
                JsonObject.parse("{\"z\":1.50,\"a\":9007199254740993,\"m\":[null,true,{\"y\":1,\"x\":\"\\u00e9\"}]}");

        assertThat(object.toString())
                .isEqualTo("{\"a\":9007199254740993,\"m\":[null,true,{\"x\":\"é\",\"y\":1}],\"z\":1.50}");
        assertThat(((JsonNumber) object.get("z")).value()).isEqualTo(new BigDecimal("1.50"));
    }

    @Test
    void freeObjectsCoerceAsConnectorEventsNeed() {
        JsonObject object = JsonObject.parse(
                "{\"s\":\"x\",\"b\":true,\"n\":12,\"hex\":\"0x1f\",\"dec\":\"31\",\"f\":1.5,\"o\":{\"k\":1}}");

        assertThat(object.string("s")).isEqualTo("x");
        assertThat(object.string("b")).isEqualTo("true");
        assertThat(object.string("n")).isEqualTo("12");
        assertThat(object.string("o")).isEmpty();
        assertThat(object.string("missing")).isEmpty();
        assertThat(object.integer("hex")).isEqualTo(31);
        assertThat(object.integer("dec")).isEqualTo(31);
        assertThat(object.integer("n")).isEqualTo(12);
        assertThat(object.integer("f")).isNull();
        assertThat(object.integer("s")).isNull();
        assertThat(object.object("o").integer("k")).isEqualTo(1);
        assertThat(object.object("missing").isEmpty()).isTrue();
    }

    @Test
    void freeObjectIsCopiedWithAField() {
        JsonObject object = JsonObject.parse("{\"a\":1}");

        assertThat(object.with("b", "x").with("a", null).toString()).isEqualTo("{\"b\":\"x\"}");
        assertThat(object.toString()).isEqualTo("{\"a\":1}");
        assertThat(JsonObject.parse(" ").isEmpty()).isTrue();
        assertThatThrownBy(() -> JsonObject.parse("[]")).isInstanceOf(JsonInputException.class);
    }
}
