package io.photinus.engine.data;

import io.photinus.types.Datatype;
import io.photinus.types.ValidatorType;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.RawJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What decides a verdict on schemas and values (protocol 2.9). */
class SchemasTest {
    private final Schemas schemas = new Schemas();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":7}",
                "{\"type\":\"nothing\"}",
                "{\"required\":\"id\"}",
                "{\"properties\":[]}",
                "{\"pattern\":\"(?=look)ahead\"}",
                "{\"patternProperties\":{\"(a)\\\\1\":{}}}",
                "{\"$ref\":\"https://example.com/other.json\"}",
                "{\"$ref\":\"classpath:META-INF/MANIFEST.MF\"}",
                "{\"$schema\":\"https://example.com/own-dialect\"}",
                "[]",
                "7"
            })
    void refusesWhatIsNoSchema(String schema) {
        assertThatThrownBy(() -> schemas.check("widget", RawJson.require(schema)))
                .isInstanceOf(NodeProblem.class)
                .hasMessageStartingWith("FF10196");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "true",
                "{\"type\":\"object\",\"properties\":{\"id\":{\"$ref\":\"#/$defs/id\"}},\"$defs\":{\"id\":{\"type\":\"string\"}}}",
                "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"type\":\"string\",\"format\":\"date\"}",
                "{\"$schema\":\"https://json-schema.org/draft/2019-09/schema\",\"type\":\"string\"}",
                "{\"$schema\":\"http://json-schema.org/draft-04/schema#\",\"type\":\"string\"}",
                "{\"$ref\":\"https://json-schema.org/draft/2020-12/schema\"}"
            })
    void acceptsSchemasOfAllDrafts(String schema) {
        assertThatCode(() -> schemas.check("widget", RawJson.require(schema))).doesNotThrowAnyException();
    }

    private void validate(String schema, String value) {
        Datatype datatype =
                new Datatype(null, null, ValidatorType.JSON, null, "widget", "1", null, null, RawJson.require(schema));
        schemas.validate(datatype, RawJson.require(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"integer\"} | 1.0",
                "{\"pattern\":\"b+\"} | \"abc\"",
                "{\"format\":\"date\"} | \"not a date\"",
                "{\"$schema\":\"https://json-schema.org/draft/2019-09/schema\",\"format\":\"date\"} | \"not a date\""
            })
    void accepts(String schema, String value) {
        assertThatCode(() -> validate(schema, value)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"integer\"} | 1.5",
                "{\"pattern\":\"^b\"} | \"abc\"",
                "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"format\":\"date\"} | \"not a date\"",
                "{\"required\":[\"id\"]} | {}",
                "false | 1"
            })
    void refuses(String schema, String value) {
        assertThatThrownBy(() -> validate(schema, value))
                .isInstanceOf(NodeProblem.class)
                .hasMessageStartingWith("FF10198");
    }

    @Test
    void aSchemaThatRefersToItselfForEverEndsWithAVerdict() {
        assertThatThrownBy(() -> validate("{\"$ref\":\"#\"}", "1")).isInstanceOf(NodeProblem.class);
    }
}
