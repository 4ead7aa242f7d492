package io.photinus.itests.features;

import io.photinus.itests.features.FeatureFile.Feature;
import io.photinus.itests.features.FeatureFile.Listed;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What features may hold. That each resolves alone is checked by the build, see the pom. */
class FeaturesTest {
    private static final Set<String> CORE = Set.of("photinus-http", "photinus-jaxrs", "photinus-core", "photinus");
    private static final Map<String, Feature> FEATURES = FeatureFile.ofTheArchive();

    private static Stream<Feature> plugins() {
        return FEATURES.values().stream().filter(feature -> !CORE.contains(feature.name()));
    }

    @Test
    void aPluginsFeatureBringsItsOwnBundleAndNoContract() {
        assertThat(plugins()).hasSizeGreaterThanOrEqualTo(6).allSatisfy(feature -> {
            // What a feature lists goes with it when it is uninstalled, and takes along all that depends on it.
            assertThat(feature.own()).as(feature.name()).hasSize(1);
            assertThat(feature.own().get(0))
                    .as(feature.name())
                    .isEqualTo("io.photinus."
                            + feature.name().substring("photinus-".length()).replace('-', '.'));
            assertThat(feature.features()).as(feature.name()).containsExactly("scr");
        });
    }

    @Test
    void aPluginsFeatureInstallsLibrariesOnlyWhenTheyAreNeeded() {
        assertThat(plugins()).allSatisfy(feature -> assertThat(feature.bundles())
                .as(feature.name())
                .filteredOn(bundle -> !bundle.dependency())
                .extracting(Listed::artifact)
                .containsExactlyElementsOf(feature.own()));
    }

    @Test
    void noFeatureEditsTheContainer() {
        assertThat(FEATURES.values()).allSatisfy(feature -> assertThat(feature.others())
                .as("%s holds bundles and features, no configuration, file or library", feature.name())
                .isEmpty());
    }

    @Test
    void theComponentRuntimeIsThereBeforeOurBundles() {
        assertThat(FEATURES.values())
                .filteredOn(feature -> !feature.own().isEmpty())
                .allSatisfy(feature -> {
                    Set<String> all = new TreeSet<>();
                    collectPrerequisites(feature, all);
                    assertThat(all).as(feature.name()).contains("scr");
                });
    }

    private static void collectPrerequisites(Feature feature, Set<String> all) {
        all.addAll(feature.prerequisites());
        feature.features().stream()
                .filter(FEATURES::containsKey)
                .forEach(name -> collectPrerequisites(FEATURES.get(name), all));
    }

    @Test
    void everyBundleOfOursIsInOneFeature() {
        List<String> listed = FEATURES.values().stream()
                .flatMap(feature -> feature.own().stream())
                .toList();
        Set<String> shipped = ArchiveJar.all().stream()
                .filter(ArchiveJar::isOurs)
                .filter(jar -> jar.path().startsWith("system/"))
                .map(ArchiveJar::artifact)
                .collect(Collectors.toSet());

        assertThat(listed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(shipped);
    }

    @Test
    void theUsualSetHasTheCoreAndEveryPlugin() {
        List<String> expected = Stream.concat(
                        Stream.of("photinus-core"), plugins().map(Feature::name))
                .toList();

        assertThat(FEATURES.get("photinus").features()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void theBuildResolvesEveryPluginAlone() {
        Map<String, Feature> alone = FeatureFile.parse(Path.of("src", "test", "feature", "alone.xml"));

        assertThat(alone.values())
                .extracting(Feature::features)
                .containsExactlyInAnyOrderElementsOf(plugins()
                        .map(feature -> List.of("photinus-core", feature.name()))
                        .toList());
    }
}
