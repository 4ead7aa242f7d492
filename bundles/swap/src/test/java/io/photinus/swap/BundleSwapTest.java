package io.photinus.swap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class BundleSwapTest {
    private static final String NAME = "io.photinus.blockchain.test";

    @TempDir
    Path folder;

    private Framework framework;
    private BundleSwap swap;

    @BeforeEach
    void start() throws BundleException {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.resolve("cache").toString(),
                        Constants.FRAMEWORK_STORAGE_CLEAN,
                        Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                        "felix.log.level",
                        "0"));
        framework.start();
        swap = new BundleSwap(framework.getBundleContext(), folder.resolve("swap"));
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    /** Makes a bundle; returns its location. */
    private String bundle(String name, String version, String behaviour, String... headers) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        main.putValue(Constants.BUNDLE_SYMBOLICNAME, name + ";singleton:=true");
        main.putValue(Constants.BUNDLE_VERSION, version);
        main.putValue(Constants.BUNDLE_ACTIVATOR, PluginActivator.class.getName());
        main.putValue(Constants.IMPORT_PACKAGE, "org.osgi.framework");
        main.putValue("Test-Behaviour", behaviour);
        for (int i = 0; i < headers.length; i += 2) {
            main.putValue(headers[i], headers[i + 1]);
        }
        Path jar = folder.resolve(name + "-" + version + ".jar");
        String activator = PluginActivator.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream code = PluginActivator.class.getClassLoader().getResourceAsStream(activator)) {
            out.putNextEntry(new JarEntry(activator));
            code.transferTo(out);
        }
        return jar.toUri().toString();
    }

    private Bundle install(String location) throws BundleException {
        Bundle bundle = framework.getBundleContext().installBundle(location);
        bundle.start();
        return bundle;
    }

    private List<Path> leftOver() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("swap"))) {
            return files.toList();
        }
    }

    @Test
    void exchangesAPluginAndTouchesNobodyElse() throws Exception {
        Bundle neighbour = install(bundle("io.photinus.neighbour", "1.0.0", "plugin"));
        Bundle plugin = install(bundle(NAME, "1.0.0", "plugin"));
        String next = bundle(NAME, "2.0.0", "plugin");

        Map<String, Object> report = swap.apply(NAME, next);

        assertThat(report)
                .containsEntry("bundle", NAME)
                .containsEntry("from", "1.0.0")
                .containsEntry("to", "2.0.0")
                .containsEntry("refreshed", List.of())
                .containsEntry("stale", List.of());
        assertThat((Long) report.get("millis")).isNotNegative();
        assertThat(plugin.getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(plugin.getRegisteredServices()).hasSize(1);
        assertThat(neighbour.getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(leftOver()).isEmpty();
    }

    @Test
    void goesBackToAnOlderVersion() throws Exception {
        Bundle plugin = install(bundle(NAME, "2.0.0", "plugin"));

        swap.apply(NAME, bundle(NAME, "1.0.0", "plugin"));

        assertThat(plugin.getVersion()).hasToString("1.0.0");
    }

    @Test
    void takesItsOwnLocationWhenNoneIsGiven() throws Exception {
        String location = bundle(NAME, "1.0.0", "plugin");
        Bundle plugin = install(location);
        Path newer = Path.of(java.net.URI.create(bundle(NAME, "1.0.1", "plugin")));
        Files.copy(newer, Path.of(java.net.URI.create(location)), java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        Map<String, Object> report = swap.apply(NAME, null);

        assertThat(report).containsEntry("from", "1.0.0").containsEntry("to", "1.0.1");
        assertThat(plugin.getState()).isEqualTo(Bundle.ACTIVE);
    }

    @Test
    void leavesAStoppedPluginStopped() throws Exception {
        Bundle plugin = install(bundle(
                NAME,
                "1.0.0",
                "plugin",
                Constants.PROVIDE_CAPABILITY,
                "osgi.service;objectClass:List<String>=\"io.photinus.plugin.blockchain.BlockchainPlugin\""));
        plugin.stop();

        swap.apply(NAME, bundle(NAME, "2.0.0", "plugin"));

        assertThat(plugin.getVersion()).hasToString("2.0.0");
        assertThat(plugin.getState()).isNotEqualTo(Bundle.ACTIVE);
    }

    @Test
    void refusesBundlesThatAreNoPlugins() throws Exception {
        Bundle core = install(
                bundle(
                        "io.photinus.engine",
                        "1.0.0",
                        "nothing",
                        Constants.PROVIDE_CAPABILITY,
                        "osgi.service;objectClass:List<String>=\"io.photinus.api.Node\";uses:=\"io.photinus.plugin.transport\""));
        String next = bundle("io.photinus.engine", "2.0.0", "nothing");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> swap.apply("io.photinus.engine", next))
                .withMessageContaining("not the bundle of a plugin");
        assertThat(core.getVersion()).hasToString("1.0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> swap.apply(framework.getSymbolicName(), next));
    }

    @Test
    void refusesWhatIsNotInstalled() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> swap.apply("io.photinus.unknown", null))
                .withMessageContaining("io.photinus.unknown");
    }

    @Test
    void refusesAnotherBundle() throws Exception {
        Bundle plugin = install(bundle(NAME, "1.0.0", "plugin"));
        String other = bundle("io.photinus.other", "1.0.0", "plugin");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> swap.apply(NAME, other))
                .withMessageContaining("io.photinus.other");
        assertThat(plugin.getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(leftOver()).isEmpty();
    }

    @Test
    void refusesWhatIsNoBundle() throws Exception {
        Bundle plugin = install(bundle(NAME, "1.0.0", "plugin"));
        Path text = Files.writeString(folder.resolve("text.jar"), "no jar");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> swap.apply(NAME, text.toUri().toString()));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        swap.apply(NAME, folder.resolve("missing.jar").toUri().toString()));
        assertThatIllegalArgumentException().isThrownBy(() -> swap.apply(NAME, "no location"));
        assertThat(plugin.getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(leftOver()).isEmpty();
    }

    @Test
    void tellsWhyTheNewVersionDoesNotRunAndCanMendIt() throws Exception {
        String capability = "osgi.service;objectClass:List<String>=\"io.photinus.plugin.blockchain.BlockchainPlugin\"";
        Bundle plugin = install(bundle(NAME, "1.0.0", "plugin"));
        String broken = bundle(NAME, "2.0.0", "fail", Constants.PROVIDE_CAPABILITY, capability);

        assertThatIllegalStateException()
                .isThrownBy(() -> swap.apply(NAME, broken))
                .withMessageContaining("does not run");
        swap.apply(NAME, bundle(NAME, "2.0.1", "plugin"));

        assertThat(plugin.getVersion()).hasToString("2.0.1");
    }
}
