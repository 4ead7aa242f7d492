package io.photinus.swap;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.osgi.framework.Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jar that is to take a bundle's place, fetched to a file of its own before anything is touched: a source that is slow,
 * broken or another bundle's costs nothing.
 */
final class NewContent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NewContent.class);

    private final Path file;
    private final String symbolicName;
    private final String version;

    private NewContent(Path file, String symbolicName, String version) {
        this.file = file;
        this.symbolicName = symbolicName;
        this.version = version;
    }

    /**
     * @throws IllegalArgumentException when there is no bundle at the location
     */
    static NewContent fetch(String location, Path directory) {
        try {
            Files.createDirectories(directory);
            Path file = Files.createTempFile(directory, "swap-", ".jar");
            boolean complete = false;
            try (InputStream source = url(location).openStream()) {
                Files.copy(source, file, StandardCopyOption.REPLACE_EXISTING);
                NewContent content = read(file, location);
                complete = true;
                return content;
            } finally {
                if (!complete) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException unusable) {
            throw new IllegalArgumentException("No bundle can be read from " + location + ": " + unusable, unusable);
        }
    }

    private static URL url(String location) throws MalformedURLException {
        // Schemes like mvn: are known to the framework's handlers only, which a URI knows nothing of.
        return new URL(location);
    }

    private static NewContent read(Path file, String location) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            Manifest manifest = jar.getManifest();
            Attributes headers = manifest == null ? new Attributes() : manifest.getMainAttributes();
            String name = headers.getValue(Constants.BUNDLE_SYMBOLICNAME);
            if (name == null) {
                throw new IllegalArgumentException("What is at " + location + " is not a bundle");
            }
            int directives = name.indexOf(';');
            String version = headers.getValue(Constants.BUNDLE_VERSION);
            return new NewContent(
                    file,
                    (directives < 0 ? name : name.substring(0, directives)).strip(),
                    version == null ? "0.0.0" : version.strip());
        }
    }

    String symbolicName() {
        return symbolicName;
    }

    String version() {
        return version;
    }

    InputStream open() throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException left) {
            LOG.debug("{} is left behind", file, left);
        }
    }
}
