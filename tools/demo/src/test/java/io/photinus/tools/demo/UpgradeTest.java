package io.photinus.tools.demo;

import io.photinus.tools.client.CannotGoOn;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UpgradeTest {
    private static final String BUNDLE = "io.example.plugin";

    @TempDir
    Path folder;

    private Upgrade upgrade;

    @BeforeEach
    void install() throws IOException {
        Path jar = folder.resolve("system/io/example/0.1.0/" + BUNDLE + "-0.1.0.jar");
        Files.createDirectories(jar.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", BUNDLE);
        manifest.getMainAttributes().putValue("Bundle-Version", "0.1.0");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry("content.txt"));
            out.write("content".getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }
        upgrade = upgrade(BUNDLE);
    }

    private Upgrade upgrade(String bundle) {
        return new Upgrade(
                new Options(
                        URI.create("http://127.0.0.1:1"),
                        List.of("a", "b"),
                        folder.resolve("photinus"),
                        folder.resolve("instance"),
                        folder.resolve("system"),
                        false),
                bundle);
    }

    @Test
    void copiesTheInstalledBundleUnderTheNextVersion() throws IOException {
        Path next = upgrade.prepare();

        assertThat(next).hasFileName(BUNDLE + "-0.1.1.jar").startsWith(folder.resolve("instance"));
        try (JarFile jar = new JarFile(next.toFile())) {
            Attributes headers = jar.getManifest().getMainAttributes();
            assertThat(headers.getValue("Bundle-Version")).isEqualTo("0.1.1");
            assertThat(headers.getValue("Bundle-SymbolicName")).isEqualTo(BUNDLE);
            assertThat(jar.getInputStream(jar.getEntry("content.txt")).readAllBytes())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("content");
        }
    }

    @Test
    void saysThatABundleIsNotInstalled() {
        assertThatThrownBy(() -> upgrade("io.example.other").prepare())
                .isInstanceOf(CannotGoOn.class)
                .hasMessageContaining("io.example.other");
    }

    @Test
    void raisesTheThirdNumberOfAVersion() {
        assertThat(Upgrade.next("0.1.0")).isEqualTo("0.1.1");
        assertThat(Upgrade.next("1.2.9.SNAPSHOT")).isEqualTo("1.2.10");
        assertThat(Upgrade.next("1.2")).isEqualTo("1.2.1");
        assertThat(Upgrade.next("1")).isEqualTo("1.0.1");
    }
}
