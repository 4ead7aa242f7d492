package io.photinus.itests.distribution;

import io.photinus.itests.distribution.On.Form;
import io.photinus.types.json.JsonObject;
import io.photinus.types.json.RawJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A plugin's bundle is exchanged in the live process under load, beneath both members at once. */
@On(Form.ONE_PROCESS)
@Order(6)
class SwapIT {
    private static final String BUNDLE = "io.photinus.sharedstorage.local";
    private static final String NEXT_VERSION = "0.1.1";

    /** Per bundle of ours: its name, state, and when it was last changed. */
    private static final String BUNDLES =
            "each ($.context bundles) { echo bundle ($it symbolicName) ($it state) ($it lastModified) }";

    /** Per service: who offers it, its number, and the number of the component behind it. Both are given at activation. */
    private static final String SERVICES = "each ($.context getAllServiceReferences null null)"
            + " { echo service (($it bundle) symbolicName) ($it getProperty service.id) ($it getProperty component.id) }";

    private final Network network;
    private final Party party;

    SwapIT(Network network) {
        this.network = network;
        this.party = network.first();
    }

    @Test
    void exchangesSharedStorageUnderLoadAndTouchesNothingElse() throws IOException {
        String topic = "swap";
        Path next = withVersion(bundleOfTheInstallation(), NEXT_VERSION);
        List<String> before = activations();
        try (Load load = Load.start(network, topic)) {
            awaitAccepted(load, 100);

            JsonObject there = swap(next.toUri().toString());

            awaitAccepted(load, load.accepted() + 100);
            JsonObject back = swap("");
            awaitAccepted(load, load.accepted() + 100);
            List<String> messages = load.finish();
            assertThat(there.string("from")).isEqualTo("0.1.0");
            assertThat(there.string("to")).isEqualTo(NEXT_VERSION);
            assertThat(back.string("from")).isEqualTo(NEXT_VERSION);
            assertThat(back.string("to")).isEqualTo("0.1.0");
            for (JsonObject report : List.of(there, back)) {
                assertThat((List<?>) report.get("refreshed")).isEmpty();
                assertThat((List<?>) report.get("stale")).isEmpty();
            }
            assertThat(activations()).isEqualTo(before);
            assertThat(load.unexpected()).isEmpty();
            Exchange.completes(network, topic, messages);
            for (int i = 0; i < 2; i++) {
                Reader reader = load.readers().get(i);
                reader.hasSeen(network.parties().get(i).confirmations(topic).stream()
                        .map(event -> event.string("id"))
                        .toList());
                assertThat(reader.connections()).isEqualTo(1);
            }
            assertThat(party.problem()).isEmpty();
        }
    }

    private static void awaitAccepted(Load load, int count) {
        Await.until(() -> load.accepted() + " of " + count + " are accepted", () -> load.accepted() >= count);
    }

    /** What the shell reports. */
    private JsonObject swap(String location) {
        String output = party.process().shell("photinus:swap --json " + BUNDLE + " " + location);
        return output.lines()
                .filter(line -> line.startsWith("["))
                .map(line -> (JsonObject) ((List<?>) RawJson.require(line).tree()).get(0))
                .findFirst()
                .orElseThrow(() -> new AssertionError(output));
    }

    /** When bundles of ours, but for the one that is exchanged, were changed, and which services they have offered since. */
    private List<String> activations() {
        List<String> lines = party.process()
                .shell(BUNDLES + "; " + SERVICES)
                .lines()
                .filter(line -> line.matches("(bundle|service) io\\.photinus\\..*"))
                .filter(line -> !line.contains(" " + BUNDLE + " "))
                .sorted()
                .toList();
        assertThat(lines).hasSizeGreaterThan(30);
        return lines;
    }

    private static Path bundleOfTheInstallation() throws IOException {
        try (Stream<Path> files = Files.walk(Distribution.home().resolve("system"))) {
            return files.filter(file -> file.getFileName().toString().matches(BUNDLE + "-.*\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The same bundle under another version number. */
    private static Path withVersion(Path bundle, String version) throws IOException {
        Path file = Distribution.freshFolder("next-version").resolve(BUNDLE + "-" + version + ".jar");
        try (JarFile jar = new JarFile(bundle.toFile())) {
            Manifest manifest = new Manifest(jar.getManifest());
            manifest.getMainAttributes().putValue("Bundle-Version", version);
            try (OutputStream out = Files.newOutputStream(file);
                    JarOutputStream copy = new JarOutputStream(out, manifest)) {
                for (JarEntry entry : new ArrayList<>(jar.stream().toList())) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        copy.putNextEntry(new JarEntry(entry.getName()));
                        jar.getInputStream(entry).transferTo(copy);
                        copy.closeEntry();
                    }
                }
            }
        }
        return file;
    }
}
