package io.photinus.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The engine's packages stand in one order; each may use only those before it. */
class PackageArrowsTest {
    private static final List<String> ORDER = List.of(
            "cores",
            "work",
            "data",
            "network",
            "messaging",
            "definitions",
            "batch",
            "operations",
            "events",
            "subscriptions");
    private static final Pattern IMPORT = Pattern.compile("import io\\.photinus\\.engine\\.(\\w+)\\.\\w+;");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cores",
                "work",
                "data",
                "network",
                "messaging",
                "definitions",
                "batch",
                "operations",
                "events",
                "subscriptions"
            })
    void aPackageUsesOnlyThoseBeforeIt(String name) throws IOException {
        Path folder = Path.of("src/main/java/io/photinus/engine", name);
        List<String> allowed = ORDER.subList(0, ORDER.indexOf(name));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Matcher imports = IMPORT.matcher(Files.readString(file));
                while (imports.find()) {
                    assertThat(allowed).as("what %s imports", file).contains(imports.group(1));
                }
            }
        }
    }
}
