package io.photinus.itests.features;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A jar of the archive, or one nested in another.
 *
 * @param path where it lies, from the top of the archive; {@code outer.jar!/lib/inner.jar} for a nested one
 * @param artifact the artifact id; what the path says of it
 * @param texts the entries that may tell the licence: manifest, poms, licence files
 * @param nested the jars in it
 * @param packages the packages of its classes
 */
record ArchiveJar(
        String path, String artifact, Map<String, String> texts, List<ArchiveJar> nested, List<String> packages) {
    static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final Pattern LICENCE_FILE =
            Pattern.compile("(?i)(META-INF/)?(licen[sc]e|copying|about)([-.][\\w.-]*)?(\\.(txt|md|html))?");
    private static final Pattern VERSION = Pattern.compile("-\\d[\\w.]*(-[A-Z]\\w*)?\\.jar$|\\.jar$");

    boolean isOurs() {
        return artifact.startsWith("io.photinus.");
    }

    /** Read once: it takes a while. */
    private static final class Archive {
        static final List<ArchiveJar> JARS = readAll();
    }

    /** All jars below the only folder of the unpacked archive. */
    static List<ArchiveJar> all() {
        return Archive.JARS;
    }

    private static List<ArchiveJar> readAll() {
        try (Stream<Path> files = Files.walk(top())) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(ArchiveJar::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Path top() {
        try (Stream<Path> top = Files.list(Path.of(System.getProperty("photinus.archive")))) {
            List<Path> found = top.toList();
            if (found.size() != 1) {
                throw new IllegalStateException("not one archive but " + found + "; mvn clean helps");
            }
            return found.get(0);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ArchiveJar read(Path file) {
        String path = top().relativize(file).toString().replace(File.separatorChar, '/');
        try (InputStream content = Files.newInputStream(file)) {
            // In system/ the folder above the version is the artifact; elsewhere only the name tells.
            String artifact = path.startsWith("system/")
                    ? file.getParent().getParent().getFileName().toString()
                    : VERSION.matcher(file.getFileName().toString()).replaceFirst("");
            return read(path, artifact, content);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(path, unreadable);
        }
    }

    private static ArchiveJar read(String path, String artifact, InputStream content) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        List<ArchiveJar> nested = new ArrayList<>();
        List<String> packages = new ArrayList<>();
        ZipInputStream zip = new ZipInputStream(content);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            String name = entry.getName();
            if (name.endsWith(".jar")) {
                String inner = VERSION.matcher(name.substring(name.lastIndexOf('/') + 1))
                        .replaceFirst("");
                nested.add(read(path + "!/" + name, inner, new ByteArrayInputStream(zip.readAllBytes())));
            } else if (name.endsWith(".class")) {
                packages.add(
                        name.contains("/")
                                ? name.substring(0, name.lastIndexOf('/')).replace('/', '.')
                                : "");
            } else if (name.equals(MANIFEST)
                    || name.matches("META-INF/maven/.*/pom\\.xml")
                    || LICENCE_FILE.matcher(name).matches()) {
                texts.put(name, new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return new ArchiveJar(
                path,
                artifact,
                texts,
                nested,
                packages.stream().distinct().sorted().toList());
    }

    /** A header of the manifest, or an empty text. */
    String header(String name) {
        String text = texts.get(MANIFEST);
        if (text == null) {
            return "";
        }
        try {
            String value = new Manifest(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                    .getMainAttributes()
                    .getValue(name);
            return value == null ? "" : value;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(path, unreadable);
        }
    }

    /** The texts whose name fits. */
    Stream<String> texts(Predicate<String> name) {
        return texts.entrySet().stream()
                .filter(text -> name.test(text.getKey().toLowerCase(Locale.ROOT)))
                .map(Map.Entry::getValue);
    }

    /** This one and all nested ones. */
    Stream<ArchiveJar> withNested() {
        return Stream.concat(Stream.of(this), nested.stream().flatMap(ArchiveJar::withNested));
    }
}
