package io.photinus.itests.features;

import io.photinus.itests.features.Licence.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The licence of every jar of others that users get; ours are under the one of the repository. */
class LicencesTest {
    /** Artifact → licence, reason. */
    private static final Map<String, List<String>> TOLERATED = Table.read("tolerated-licences.txt");

    private static final List<ArchiveJar> JARS = ArchiveJar.all().stream()
            .flatMap(ArchiveJar::withNested)
            .filter(jar -> !jar.isOurs())
            .toList();

    @Test
    void readsTheWholeArchive() {
        assertThat(JARS).hasSizeGreaterThan(100);
        assertThat(JARS)
                .extracting(ArchiveJar::artifact)
                .contains("org.apache.karaf.main", "sqlite-jdbc", "flyway-core", "HdrHistogram");
    }

    @Test
    void everyJarTellsItsLicenceOrStandsInTheTable() {
        assertThat(JARS)
                .filteredOn(jar -> Licences.of(jar).isEmpty())
                .extracting(ArchiveJar::path)
                .isEmpty();
    }

    @Test
    void everyLicenceIsPermissiveOrToleratedByName() {
        assertThat(JARS)
                .filteredOn(jar -> Licence.best(Licences.of(jar)).kind() != Kind.PERMISSIVE)
                .allSatisfy(jar -> {
                    Licence licence = Licence.best(Licences.of(jar));
                    assertThat(licence.kind()).as(jar.path()).isEqualTo(Kind.FILE_COPYLEFT);
                    assertThat(TOLERATED).as("tolerated").containsKey(jar.artifact());
                    assertThat(licence.spdx())
                            .as(jar.path())
                            .isEqualTo(TOLERATED.get(jar.artifact()).get(0));
                });
    }

    @Test
    void theTablesListWhatIsThereAndWhy() {
        Set<String> undeclared = JARS.stream()
                .filter(jar -> Licences.declaredBy(jar).isEmpty())
                .map(ArchiveJar::artifact)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> tolerated = JARS.stream()
                .filter(jar -> Licence.best(Licences.of(jar)).kind() != Kind.PERMISSIVE)
                .map(ArchiveJar::artifact)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(Licences.UNDECLARED.keySet()).isEqualTo(undeclared);
        assertThat(TOLERATED.keySet()).isEqualTo(tolerated);
        assertThat(Licences.UNDECLARED.values())
                .allSatisfy(row -> assertThat(row).hasSize(2));
        assertThat(TOLERATED.values()).allSatisfy(row -> assertThat(row).hasSize(2));
    }

    @Test
    void refusesWhatOffersTheGplOnly() {
        assertThat(Licence.best(Licence.in("https://www.gnu.org/licenses/lgpl-3.0.html"))
                        .kind())
                .isEqualTo(Kind.REFUSED);
        assertThat(Licence.best(Licence.in("GNU General Public License v3")).kind())
                .isEqualTo(Kind.REFUSED);
        assertThat(Licence.best(Licence.in("LGPL-2.1-or-later, Apache-2.0"))).isEqualTo(Licence.APACHE_2);
        assertThat(Licence.in("All rights reserved")).isEmpty();
    }
}
