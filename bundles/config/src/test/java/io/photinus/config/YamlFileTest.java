package io.photinus.config;

import io.photinus.types.error.NodeProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class YamlFileTest {
    @TempDir
    Path folder;

    @Test
    void emptyFileMeansDefaults() {
        assertThat(ConfigurationText.yaml("").load().values()).isEmpty();
        assertThat(ConfigurationText.yaml("# only a comment\n---\n").load().values())
                .isEmpty();
    }

    @Test
    void jsonIsYaml() {
        assertThat(ConfigurationText.yaml("{\"http\":{\"port\":5001}}").load().text("http.port"))
                .isEqualTo("5001");
    }

    @Test
    void valuesKeepTheirSpelling() {
        Settings settings = ConfigurationText.yaml("""
                        org:
                          key: 0x0123456789012345678901234567890123456789
                          name: 2024-01-01
                          description: 1.50
                        node:
                          name: off
                        """).load();

        assertThat(settings.text("org.key")).isEqualTo("0x0123456789012345678901234567890123456789");
        assertThat(settings.text("org.name")).isEqualTo("2024-01-01");
        assertThat(settings.text("org.description")).isEqualTo("1.50");
        assertThat(settings.text("node.name")).isEqualTo("off");
    }

    @Test
    void anchorsAndMergedKeysWork() {
        Settings settings = ConfigurationText.yaml("""
                        common: &common
                          address: 0.0.0.0
                          port: 1
                        http:
                          <<: *common
                          port: 2
                        spi: *common
                        """).load();

        assertThat(settings.text("http.address")).isEqualTo("0.0.0.0");
        assertThat(settings.text("http.port")).isEqualTo("2");
        assertThat(settings.text("spi.port")).isEqualTo("1");
    }

    @Test
    void missingFileIsOneSentence() {
        Path missing = folder.resolve("none.yml");

        assertThatThrownBy(() -> new Sources(missing, Map.of(), "").load())
                .isInstanceOf(NodeProblem.class)
                .hasMessage("FF00101: The configuration file cannot be read: " + missing + ": no such file");
    }

    @Test
    void folderInPlaceOfAFileIsOneSentence() {
        assertThatThrownBy(() -> new Sources(folder, Map.of(), "").load())
                .isInstanceOf(NodeProblem.class)
                .hasMessageStartingWith("FF00101: The configuration file cannot be read: " + folder + ": ");
    }

    @Test
    void syntaxErrorNamesTheLine() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.yml"), "http:\n  port: [1\nspi: x\n");

        assertThatThrownBy(() -> new Sources(file, Map.of(), "").load())
                .isInstanceOf(NodeProblem.class)
                .hasMessageStartingWith("FF00101: The configuration file cannot be read: " + file + " in line 3: ")
                .satisfies(problem -> assertThat(problem.getMessage()).doesNotContain("\n"));
    }

    @Test
    void keyThatStandsTwiceIsRefusedWhateverItsCase() throws Exception {
        Path file = Files.writeString(folder.resolve("twice.yml"), "http: {port: 1}\nHTTP: {port: 2}\n");

        assertThatThrownBy(() -> new Sources(file, Map.of(), "").load())
                .hasMessage("FF00101: The configuration file cannot be read: " + file
                        + " in line 2: the key HTTP stands twice");
    }

    @Test
    void textInPlaceOfKeysIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("text.yml"), "just text");

        assertThatThrownBy(() -> new Sources(file, Map.of(), "").load())
                .hasMessage(
                        "FF00101: The configuration file cannot be read: " + file + ": keys and values are expected");
    }

    @Test
    void keyThatIsNoTextIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("key.yml"), "? [a]\n: 1\n");

        assertThatThrownBy(() -> new Sources(file, Map.of(), "").load())
                .hasMessageEndingWith(" in line 1: a key must be a text");
    }

    @Test
    void fileThatContainsItselfIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("loop.yml"), "a: &x\n  b: *x\n");

        assertThatThrownBy(() -> new Sources(file, Map.of(), "").load())
                .isInstanceOf(NodeProblem.class)
                .hasMessageContaining("nested too deeply");
    }

    @Test
    void fileWithExplodingAliasesIsRefused() throws Exception {
        StringBuilder bomb = new StringBuilder("a0: &a0 {x: 1}\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("a%d: &a%d {p: *a%d, q: *a%d}\n".formatted(i, i, i - 1, i - 1));
        }
        Path file = Files.writeString(folder.resolve("bomb.yml"), bomb);

        assertThatThrownBy(() -> new Sources(file, Map.of(), "").load()).isInstanceOf(NodeProblem.class);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() throws Exception {
        Path file = Files.write(folder.resolve("latin.yml"), new byte[] {'a', ':', ' ', (byte) 0xe9});

        assertThatThrownBy(() -> new Sources(file, Map.of(), "").load())
                .isInstanceOf(NodeProblem.class)
                .hasMessageStartingWith("FF00101: ");
    }
}
