package io.photinus.itests.features;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** docs/dependencies.md against the archive: every library that we add to Karaf stands there, with its licence. */
class DependenciesTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| `[^:`]+:([^`]+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$", Pattern.MULTILINE);

    /** Package prefix → artifact: libraries whose classes are inlined into bundles of ours. */
    private static final Map<String, List<String>> INLINED = Table.read("inlined-packages.txt");

    private static final List<ArchiveJar> JARS = ArchiveJar.all();

    /** A row of the document. */
    private record Row(String licence, String where, String why) {}

    private static Map<String, Row> documented() throws IOException {
        Map<String, Row> rows = new TreeMap<>();
        Matcher found = ROW.matcher(Files.readString(Path.of(System.getProperty("photinus.dependencies"))));
        while (found.find()) {
            Row before = rows.put(
                    found.group(1),
                    new Row(
                            found.group(2).strip(),
                            found.group(3).strip(),
                            found.group(4).strip()));
            assertThat(before).as("rows of " + found.group(1)).isNull();
        }
        return rows;
    }

    /** Third-party bundles that our features list. */
    private static Set<String> listed() {
        return FeatureFile.ofTheArchive().values().stream()
                .flatMap(feature -> feature.bundles().stream())
                .map(FeatureFile.Listed::artifact)
                .filter(artifact -> !artifact.startsWith("io.photinus."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> inlined() {
        Set<String> artifacts = new TreeSet<>();
        for (ArchiveJar jar : JARS) {
            if (jar.isOurs()) {
                jar.packages().stream()
                        .filter(name -> !name.startsWith("io.photinus"))
                        .forEach(name -> artifacts.add(inlinedFrom(jar, name)));
            }
        }
        return artifacts;
    }

    private static String inlinedFrom(ArchiveJar jar, String name) {
        return INLINED.entrySet().stream()
                .filter(row -> name.startsWith(row.getKey()))
                .map(row -> row.getValue().get(0))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "package " + name + " in " + jar.path() + " is not in inlined-packages.txt"));
    }

    /** Everything of others that the archive has because of us: shipped, nested, inlined, or beside the container. */
    private static Set<String> added() {
        Set<String> added = new TreeSet<>(listed());
        added.retainAll(JARS.stream().map(ArchiveJar::artifact).toList());
        JARS.stream()
                .filter(ArchiveJar::isOurs)
                .flatMap(jar -> jar.nested().stream())
                .flatMap(ArchiveJar::withNested)
                .forEach(jar -> added.add(jar.artifact()));
        added.addAll(inlined());
        JARS.stream()
                .filter(jar -> jar.path().startsWith("lib/photinus") && !jar.isOurs())
                .forEach(jar -> added.add(jar.artifact()));
        return added;
    }

    @Test
    void listsWhatWeAddAndNothingElse() throws IOException {
        assertThat(documented().keySet()).isEqualTo(added());
    }

    @Test
    void everythingElseIsKarafsOwn() {
        Set<String> ours = listed();
        Set<String> karafs = new HashSet<>(FeatureFile.bundlesOfKaraf());
        List<String> strangers = JARS.stream()
                .filter(jar -> !jar.isOurs() && jar.path().startsWith("system/"))
                .filter(jar -> !ours.contains(jar.artifact()) && !karafs.contains(jar.artifact()))
                .map(ArchiveJar::path)
                // The frameworks to choose from, and what the shell's scripts and the launcher take from system/.
                .filter(path -> !path.matches("system/org/(apache/karaf|apache/felix/org.apache.felix.framework"
                        + "|eclipse/platform/org.eclipse.osgi)/.*"))
                .toList();

        assertThat(strangers).isEmpty();
    }

    @Test
    void saysOfEachItsLicenceItsPlaceAndItsReason() throws IOException {
        Map<String, Set<String>> licences = new TreeMap<>();
        JARS.stream()
                .flatMap(ArchiveJar::withNested)
                .forEach(jar -> licences.put(
                        jar.artifact(),
                        Licences.of(jar).stream().map(Licence::spdx).collect(Collectors.toSet())));
        Table.read("inlined-packages.txt")
                .values()
                .forEach(row -> licences.putIfAbsent(row.get(0), Set.of(row.get(1))));

        documented().forEach((artifact, row) -> {
            assertThat(licences.get(artifact)).as("licence of %s", artifact).contains(row.licence());
            assertThat(Stream.of(row.where(), row.why())).as(artifact).noneMatch(String::isEmpty);
        });
    }
}
