package io.photinus.types.json;

import io.photinus.types.error.NodeProblem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WireTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2024-03-01T10:20:30.120400Z, 2024-03-01T10:20:30.1204Z",
        "2024-03-01T10:20:30.000000000Z, 2024-03-01T10:20:30Z",
        "2024-03-01T11:20:30+01:00, 2024-03-01T10:20:30Z",
        "2024-03-01T10:20:30.000000001Z, 2024-03-01T10:20:30.000000001Z",
        "2024-03-01T10:20:30.1234567899Z, 2024-03-01T10:20:30.123456789Z",
        "0, 1970-01-01T00:00:00Z",
        "1709288430, 2024-03-01T10:20:30Z",
        "9999999999, 2286-11-20T17:46:39Z",
        "10000000000, 1970-04-26T17:46:40Z",
        "1709288430120, 2024-03-01T10:20:30.12Z",
        "999999999999999, 33658-09-27T01:46:39.999Z",
        "1000000000000000, 1970-01-12T13:46:40Z",
        "1709288430120400000, 2024-03-01T10:20:30.1204Z",
        "-1, 1969-12-31T23:59:59Z"
    })
    void textsAreReadLeniently(String text, String written) {
        assertThat(WireTime.format(WireTime.parse(text)).replaceFirst("^\\+", ""))
                .isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "x",
                "1.5",
                "2024-03-01",
                "2024-03-01T10:20Z",
                "2024-03-01T10:20:30",
                "2024-03-01 10:20:30Z",
                "2024-03-01t10:20:30z",
                "2024-02-30T10:20:30Z",
                "2024-13-01T10:20:30Z",
                "2024-03-01T24:00:00Z",
                "2024-03-01T10:20:60Z",
                "2024-03-01T10:20:30+0100",
                "2024-03-01T10:20:30+01:00:00",
                "2024-03-01T10:20:30.Z",
                "+12024-03-01T10:20:30Z",
                "99999999999999999999",
                "١٢٣"
            })
    void otherTextsAreFF00136(String text) {
        assertThatThrownBy(() -> WireTime.parse(text))
                .isInstanceOf(NodeProblem.class)
                .hasMessage("FF00136: '" + text + "' is neither an RFC 3339 time nor a unix time");
    }
}
