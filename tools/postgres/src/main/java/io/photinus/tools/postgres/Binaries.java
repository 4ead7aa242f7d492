package io.photinus.tools.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The programs of PostgreSQL, from the archive on the class path. They are unpacked once and shared by all servers. */
final class Binaries {
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

    private Binaries() {}

    /**
     * The folder with {@code initdb} and {@code postgres}.
     *
     * @throws IllegalStateException when the archive is not on the class path
     */
    static Path unpacked() throws IOException {
        try (InputStream archive = Binaries.class.getResourceAsStream(ARCHIVE)) {
            if (archive == null) {
                throw new IllegalStateException("no PostgreSQL comes with this installation: name the folder of initdb"
                        + " and postgres of an installed one");
            }
            // The size tells one version of the archive from another.
            Path cache = cache();
            Path folder = cache.resolve("postgres-" + archive.available());
            if (!Files.isDirectory(folder)) {
                PackedFolder.unpack(archive, cache, folder);
            }
            return folder.resolve("bin");
        }
    }

    private static Path cache() throws IOException {
        String home = System.getenv("XDG_CACHE_HOME");
        Path cache = home == null || home.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache", "photinus")
                : Path.of(home, "photinus");
        return Files.createDirectories(cache);
    }
}
