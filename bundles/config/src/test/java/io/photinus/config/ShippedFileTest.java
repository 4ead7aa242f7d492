package io.photinus.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/** The file that the archive brings along. */
class ShippedFileTest {
    private static final Path FILE = Path.of("..", "..", "config", "firefly.core.yml");

    private final Settings settings = new Sources(FILE, Map.of(), "").load().settings();
    private final Plan plan = Plan.of(settings);

    @Test
    void describesOneMultipartyMemberWithoutProblem() {
        assertThat(plan.configurations())
                .extracting(PlannedConfiguration::pid)
                .contains(
                        "io.photinus.database.sqlite3~database0",
                        "io.photinus.blockchain.ledger~blockchain0",
                        "io.photinus.sharedstorage.local~sharedstorage0",
                        "io.photinus.dataexchange.https~dataexchange0",
                        "io.photinus.transport.websockets~websockets",
                        "io.photinus.ledger.server~ledger",
                        "io.photinus.namespace~default");
        assertThat(plan.configurations())
                .filteredOn(configuration -> configuration.pid().equals("io.photinus.namespace~default"))
                .singleElement()
                .satisfies(configuration -> assertThat(configuration.properties())
                        .contains(entry("multiparty.enabled", true), entry("default", true))
                        .doesNotContainKey("problem"));
        assertThat(plan.unknown()).isEmpty();
        assertThat(plan.warnings()).isEmpty();
        assertThat(plan.unserved()).isEmpty();
    }

    @Test
    void statesTheDefaultWhereItSaysSo() throws Exception {
        // Given the file with every line "# key: value" taken at its word.
        String yaml = Files.readString(FILE).replaceAll("(?m)^(\\s*)# ([a-z][a-zA-Z]*:( .*)?)$", "$1$2");
        Settings uncommented = ConfigurationText.yaml(yaml).load();

        int shown = 0;
        for (Setting setting : uncommented.values()) {
            if (!settings.has(setting.key())) {
                assertThat(setting.text())
                        .as(setting.key())
                        .isEqualTo(uncommented.catalogue().find(setting.key()).defaultValue());
                shown++;
            }
        }
        assertThat(shown).isGreaterThan(30);
        assertThat(Plan.of(uncommented).unknown()).isEmpty();
    }
}
