package io.photinus.itests.distribution;

import io.photinus.itests.distribution.Commands.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The archive, unpacked once per run, and its launcher. */
final class Distribution {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final Path TARGET =
            Path.of(System.getProperty("photinus.target", "target")).toAbsolutePath();

    private Distribution() {}

    private static final class Unpacked {
        static final Path HOME = unpack();

        private static Path unpack() {
            Path folder = freshFolder("unpacked");
            Commands.run(
                            new ProcessBuilder(
                                    "tar", "-xzf", System.getProperty("photinus.archive"), "-C", folder.toString()),
                            LIMIT)
                    .requireSuccess();
            try (Stream<Path> content = Files.list(folder)) {
                Path home = content.findFirst().orElseThrow();
                lendPostgres(home);
                return home;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /** The archive has no PostgreSQL; its launcher would take the one of this machine, where there is one. */
    private static void lendPostgres(Path home) throws IOException {
        Path built = Path.of(System.getProperty("photinus.archive")).resolveSibling("postgres");
        if (Files.isDirectory(built)) {
            Path borrowed = home.resolve("karaf-distribution/target/postgres");
            Files.createDirectories(borrowed.getParent());
            Files.createSymbolicLink(borrowed, built.toAbsolutePath());
        }
    }

    static Path home() {
        return Unpacked.HOME;
    }

    /** A folder of this name for a node's files; what an earlier run left there is gone. Stays after the run. */
    static Path freshFolder(String name) {
        Path folder = TARGET.resolve(name);
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> old = Files.walk(folder)) {
                    for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
            return Files.createDirectories(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Runs {@code ./photinus} with these words to its end. */
    static Outcome launch(String... words) {
        return launch(Map.of(), words);
    }

    static Outcome launch(Map<String, String> environment, String... words) {
        List<String> command =
                new ArrayList<>(List.of(home().resolve("photinus").toString()));
        command.addAll(List.of(words));
        ProcessBuilder program = new ProcessBuilder(command);
        program.environment().putAll(environment);
        return Commands.run(program, LIMIT);
    }
}
