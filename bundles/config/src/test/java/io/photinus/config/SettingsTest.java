package io.photinus.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SettingsTest {
    private static final String PLUGIN = """
            plugins:
              database:
              - name: first
                type: sqlite3
                sqlite3:
                  url: file.db
              - name: second
                type: sqlite3
            """;

    @Test
    void defaultIsUsedWhenNothingIsSet() {
        Settings settings = new Sources(null, Map.of(), "").load().settings();

        assertThat(settings.integer("http.port", 0, 65535)).isEqualTo(5000);
        assertThat(settings.text("http.address")).isEqualTo("127.0.0.1");
        assertThat(settings.millis("api.requestTimeout")).isEqualTo(120_000);
        assertThat(settings.bytes("broadcast.batch.payloadLimit")).isEqualTo(800 * 1024);
        assertThat(settings.texts("event.transports.enabled")).containsExactly("websockets");
        assertThat(settings.texts("cors.methods")).containsExactly("GET", "POST", "PUT", "PATCH", "DELETE");
    }

    @Test
    void fileWinsOverDefault() {
        assertThat(ConfigurationText.yaml("http: {port: 5001}").load().integer("http.port", 0, 65535))
                .isEqualTo(5001);
    }

    @Test
    void environmentWinsOverFile() {
        Settings settings = ConfigurationText.yaml("http: {port: 5001}")
                .env("FIREFLY_HTTP_PORT", "5002")
                .load();

        assertThat(settings.integer("http.port", 0, 65535)).isEqualTo(5002);
    }

    @Test
    void overrideWinsOverEnvironment() {
        Settings settings = ConfigurationText.yaml("http: {port: 5001}")
                .env("FIREFLY_HTTP_PORT", "5002")
                .set("http.port=5003")
                .load();

        assertThat(settings.integer("http.port", 0, 65535)).isEqualTo(5003);
    }

    @Test
    void emptyVariableCountsAsUnset() {
        Settings settings = ConfigurationText.yaml("http: {port: 5001}")
                .env("FIREFLY_HTTP_PORT", "")
                .load();

        assertThat(settings.integer("http.port", 0, 65535)).isEqualTo(5001);
    }

    @Test
    void variableSetsKeyOfListEntryThatTheFileHasButDoesNotSet() {
        Settings settings = ConfigurationText.yaml(PLUGIN)
                .env("FIREFLY_PLUGINS_DATABASE_1_SQLITE3_URL", "other.db")
                .env("FIREFLY_PLUGINS_DATABASE_0_TYPE", "postgres")
                .load();

        assertThat(settings.text("plugins.database[1].sqlite3.url")).isEqualTo("other.db");
        assertThat(settings.text("plugins.database[0].type")).isEqualTo("postgres");
        assertThat(settings.text("plugins.database[0].sqlite3.url")).isEqualTo("file.db");
    }

    @Test
    void variableCannotLengthenAList() {
        Sources.Loaded loaded = ConfigurationText.yaml(PLUGIN)
                .env("FIREFLY_PLUGINS_DATABASE_2_NAME", "third")
                .sources()
                .load();

        assertThat(loaded.settings().entries("plugins.database")).hasSize(2);
        assertThat(loaded.unknownVariables()).containsExactly("FIREFLY_PLUGINS_DATABASE_2_NAME");
    }

    @Test
    void variableReachesNestedListsAndFreeKeysOfTheFile() {
        Settings settings = ConfigurationText.yaml("""
                        namespaces:
                          predefined:
                          - name: default
                            multiparty:
                              contract:
                              - location: {address: '0x1'}
                        """)
                .env("FIREFLY_NAMESPACES_PREDEFINED_0_MULTIPARTY_CONTRACT_0_LOCATION_ADDRESS", "0x2")
                .env("FIREFLY_NAMESPACES_PREDEFINED_0_MULTIPARTY_CONTRACT_0_FIRSTEVENT", "newest")
                .load();

        assertThat(settings.text("namespaces.predefined[0].multiparty.contract[0].location.address"))
                .isEqualTo("0x2");
        assertThat(settings.text("namespaces.predefined[0].multiparty.contract[0].firstEvent"))
                .isEqualTo("newest");
    }

    @Test
    void variableReplacesAWholeListOfTexts() {
        Settings settings = ConfigurationText.yaml("cors: {origins: [a, b, c]}")
                .env("FIREFLY_CORS_ORIGINS", "x y")
                .load();

        assertThat(settings.texts("cors.origins")).containsExactly("x", "y");
    }

    @Test
    void otherVariablesAreNobodysBusiness() {
        Sources.Loaded loaded = ConfigurationText.yaml("")
                .env("PATH", "/bin")
                .env("FIREFLY_NO_SUCH_KEY", "1")
                .sources()
                .load();

        assertThat(loaded.unknownVariables()).containsExactly("FIREFLY_NO_SUCH_KEY");
    }

    @Test
    void overrideSetsListEntriesAndMayAddOne() {
        Settings settings = ConfigurationText.yaml(PLUGIN)
                .set("plugins.database[0].sqlite3.url=a=b.db")
                .set("plugins.database[2].name=third")
                .load();

        assertThat(settings.text("plugins.database[0].sqlite3.url")).isEqualTo("a=b.db");
        assertThat(settings.entries("plugins.database")).hasSize(3);
    }

    @Test
    void overrideMayEmptyAText() {
        assertThat(ConfigurationText.yaml("http: {publicURL: 'http://x'}")
                        .set("http.publicURL=")
                        .load()
                        .text("http.publicURL"))
                .isEmpty();
    }

    @Test
    void overrideThatLeavesAGapIsRefused() {
        assertThatThrownBy(() -> ConfigurationText.yaml(PLUGIN)
                        .set("plugins.database[3].name=x")
                        .load())
                .isInstanceOf(BadSetting.class)
                .hasMessage(
                        "The override plugins.database[3].name names an entry of plugins.database that would leave a gap:"
                                + " it has 2 entries");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http.port", "=5", "http..port=1", "a b=1", "plugins.database[x].name=1", "[0]=1"})
    void overrideOfAnotherFormIsRefusedWithoutShowingItsValue(String line) {
        assertThatThrownBy(() -> ConfigurationText.yaml("").set(line).load())
                .isInstanceOf(BadSetting.class)
                .hasMessage(
                        "Override 1 is not of the form key=value, for example plugins.database[0].sqlite3.url=node.db");
    }

    @Test
    void keysMatchWithoutCaseInEverySource() {
        Settings settings = ConfigurationText.yaml("HTTP: {PORT: 5001, publicurl: 'http://x'}")
                .set("Api.RequestTimeout=1s")
                .load();

        assertThat(settings.integer("http.port", 0, 65535)).isEqualTo(5001);
        assertThat(settings.text("http.publicURL")).isEqualTo("http://x");
        assertThat(settings.millis("api.requestTimeout")).isEqualTo(1000);
    }

    @Test
    void keysGetFireFlysSpelling() {
        Settings settings = ConfigurationText.yaml("PLUGINS: {BlockChain: [{LEDGER: {KEYDIRECTORY: k, Other: x}}]}")
                .load();

        assertThat(settings.values())
                .extracting(Setting::key)
                .containsExactly("plugins.blockchain[0].ledger.keyDirectory", "plugins.blockchain[0].ledger.Other");
    }

    @ParameterizedTest
    @CsvSource({
        "1h30m, 5400000",
        "250ms, 250",
        "1m30s, 90000",
        "1.5s, 1500",
        ".5s, 500",
        "2h, 7200000",
        "100, 100",
        "0, 0",
        "0s, 0",
        "1us, 1",
        "1500us, 2",
        "1000000ns, 1"
    })
    void durationIsGoFormOrMilliseconds(String text, long millis) {
        assertThat(ConfigurationText.yaml("api: {requestTimeout: " + text + "}")
                        .load()
                        .millis("api.requestTimeout"))
                .isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({
        "16Kb, 16384",
        "1Mb, 1048576",
        "1mb, 1048576",
        "2G, 2147483648",
        "100m, 104857600",
        "17, 17",
        "17b, 17",
        "1 kb, 1024",
        "1TB, 1099511627776"
    })
    void sizeIsInPowersOf1024(String text, long bytes) {
        assertThat(ConfigurationText.yaml("broadcast: {batch: {payloadLimit: " + text + "}}")
                        .load()
                        .bytes("broadcast.batch.payloadLimit"))
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false", "'True', true", "'1', true", "'0', false", "t, true", "F, false"})
    void flagTakesGosSpellings(String text, boolean flag) {
        assertThat(ConfigurationText.yaml("spi: {enabled: " + text + "}").load().flag("spi.enabled"))
                .isEqualTo(flag);
    }

    @Test
    void textsAreAListOrSeparatedBySpaces() {
        assertThat(ConfigurationText.yaml("cors: {origins: [a, b]}").load().texts("cors.origins"))
                .containsExactly("a", "b");
        assertThat(ConfigurationText.yaml("cors: {origins: ' a  b '}").load().texts("cors.origins"))
                .containsExactly("a", "b");
        assertThat(ConfigurationText.yaml("cors: {origins: []}").load().texts("cors.origins"))
                .isEqualTo(List.of());
    }

    @Test
    void keyWithoutValueMeansItsDefault() {
        Settings settings =
                ConfigurationText.yaml("http:\n  port:\n  address: ''\napi:\n").load();

        assertThat(settings.integer("http.port", 0, 65535)).isEqualTo(5000);
        assertThat(settings.text("http.address")).isEmpty();
        assertThat(settings.integer("api.maxFilterLimit", 0, 9999)).isEqualTo(1000);
    }

    @Test
    void badNumberNamesKeyValueAndExpectation() {
        assertThatThrownBy(
                        () -> ConfigurationText.yaml("HTTP: {port: abc}").load().integer("http.port", 0, 65535))
                .isInstanceOf(BadSetting.class)
                .hasMessage("http.port is 'abc', but a whole number from 0 to 65535 is expected");
        assertThatThrownBy(() ->
                        ConfigurationText.yaml("http: {port: 70000}").load().integer("http.port", 0, 65535))
                .hasMessage("http.port is '70000', but a whole number from 0 to 65535 is expected");
    }

    @Test
    void badDurationNamesKeyValueAndExpectation() {
        assertThatThrownBy(() -> ConfigurationText.yaml("api: {requestTimeout: -5s}")
                        .load()
                        .millis("api.requestTimeout"))
                .hasMessage(
                        "api.requestTimeout is '-5s', but a duration such as 1m30s or 250ms, or whole milliseconds, is"
                                + " expected");
    }

    @Test
    void badSizeNamesKeyValueAndExpectation() {
        assertThatThrownBy(() -> ConfigurationText.yaml("cache: {message: {size: 9999999999T}}")
                        .load()
                        .bytes("cache.message.size"))
                .hasMessage(
                        "cache.message.size is '9999999999T', but a size such as 16Kb, 1Mb or whole bytes is expected");
    }

    @Test
    void badFlagNamesKeyValueAndExpectation() {
        assertThatThrownBy(() ->
                        ConfigurationText.yaml("spi: {enabled: yes}").load().flag("spi.enabled"))
                .hasMessage("spi.enabled is 'yes', but true or false is expected");
    }

    @Test
    void badFactorNamesKeyValueAndExpectation() {
        assertThatThrownBy(() -> ConfigurationText.yaml("batch: {retry: {factor: two}}")
                        .load()
                        .decimal("batch.retry.factor"))
                .hasMessage("batch.retry.factor is 'two', but a number is expected");
    }

    @Test
    void valueWhereASectionBelongsIsRefused() {
        assertThatThrownBy(() -> ConfigurationText.yaml("http: 5000").load().section("http"))
                .hasMessage("http is '5000', but a section with keys below it is expected");
    }

    @Test
    void sectionWhereAValueBelongsIsRefused() {
        assertThatThrownBy(() ->
                        ConfigurationText.yaml("http: {port: {a: 1}}").load().integer("http.port", 0, 1))
                .hasMessage("http.port has keys or entries below it, but a single value is expected");
        assertThatThrownBy(
                        () -> ConfigurationText.yaml("http: {port: []}").load().integer("http.port", 0, 1))
                .hasMessage("http.port is '[]', but a single value is expected");
    }

    @Test
    void sectionWhereAListBelongsIsRefused() {
        assertThatThrownBy(() -> ConfigurationText.yaml("plugins: {database: {name: x}}")
                        .load()
                        .entries("plugins.database"))
                .hasMessage("plugins.database has the key name, but a list of entries is expected");
        assertThatThrownBy(() ->
                        ConfigurationText.yaml("plugins: {database: x}").load().entries("plugins.database"))
                .hasMessage("plugins.database is 'x', but a list of entries is expected");
    }

    @Test
    void textWhereAnEntryBelongsIsRefused() {
        assertThatThrownBy(() -> ConfigurationText.yaml("plugins: {database: [x]}")
                        .load()
                        .entries("plugins.database"))
                .hasMessage("plugins.database[0] is 'x', but a section with keys below it is expected");
    }

    @Test
    void longValueIsCutInTheSentence() {
        assertThatThrownBy(() -> ConfigurationText.yaml("http: {port: " + "9".repeat(500) + "}")
                        .load()
                        .integer("http.port", 0, 1))
                .hasMessageContaining("…")
                .satisfies(problem -> assertThat(problem.getMessage()).hasSizeLessThan(200));
    }

    @Test
    void originNamesTheSources() {
        assertThat(new Sources(null, Map.of(), "").load().origin()).isEqualTo("built-in defaults");

        Sources sources = ConfigurationText.yaml("")
                .env("FIREFLY_HTTP_PORT", "1")
                .set("http.port=2")
                .sources();
        Path file = sources.file();
        assertThat(sources.load().origin()).isEqualTo(file + ", 1 of the environment, 1 of the command line");
    }
}
