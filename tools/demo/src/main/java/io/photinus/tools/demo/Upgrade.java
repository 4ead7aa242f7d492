package io.photinus.tools.demo;

import io.photinus.tools.client.CannotGoOn;
import io.photinus.types.json.JsonObject;
import io.photinus.types.json.RawJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The next version of a plugin's bundle, and its exchange by the node's shell. */
final class Upgrade {
    private static final String VERSION = "Bundle-Version";
    private static final long LIMIT_SECONDS = 60;

    private final Options options;
    private final String bundle;

    Upgrade(Options options, String bundle) {
        this.options = options;
        this.bundle = bundle;
    }

    /** Copies the bundle of the installation under the next version number. */
    Path prepare() {
        try (Stream<Path> files = Files.walk(options.system())) {
            Path present = files.filter(
                            file -> String.valueOf(file.getFileName()).startsWith(bundle + "-")
                                    && file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow(() -> new CannotGoOn("The installation has no bundle " + bundle));
            return withNextVersion(present);
        } catch (IOException failed) {
            throw new CannotGoOn("The next version of " + bundle + " cannot be made: " + failed, failed);
        }
    }

    private Path withNextVersion(Path present) throws IOException {
        try (JarFile jar = new JarFile(present.toFile())) {
            Manifest manifest = new Manifest(jar.getManifest());
            String version = next(String.valueOf(manifest.getMainAttributes().getValue(VERSION)));
            manifest.getMainAttributes().putValue(VERSION, version);
            Path folder = Files.createDirectories(options.instance().resolve("upgrade"));
            Path file = folder.resolve(bundle + "-" + version + ".jar");
            try (OutputStream out = Files.newOutputStream(file);
                    JarOutputStream copy = new JarOutputStream(out, manifest)) {
                for (JarEntry entry : jar.stream().toList()) {
                    if (!entry.getName().equalsIgnoreCase(JarFile.MANIFEST_NAME)) {
                        copy.putNextEntry(new JarEntry(entry.getName()));
                        try (var content = jar.getInputStream(entry)) {
                            content.transferTo(copy);
                        }
                        copy.closeEntry();
                    }
                }
            }
            return file;
        }
    }

    /** The version with its third number raised. */
    static String next(String version) {
        String[] parts = version.split("\\.", 4);
        if (parts.length < 3) {
            return version + (parts.length == 2 ? ".1" : ".0.1");
        }
        return parts[0] + "." + parts[1] + "." + (Integer.parseInt(parts[2]) + 1);
    }

    /** Exchanges the running bundle for the one in the file and returns what the shell reports. */
    JsonObject run(Path file) {
        String command = "photinus:swap --json " + bundle + " " + file.toUri();
        String output = shell(command);
        for (String line : output.split("\\R")) {
            if (line.strip().startsWith("[")
                    && RawJson.require(line.strip()).tree() instanceof List<?> rows
                    && !rows.isEmpty()
                    && rows.get(0) instanceof JsonObject row) {
                return row;
            }
        }
        throw new CannotGoOn("The command \"" + command + "\" has not reported an exchange: " + output.strip());
    }

    private String shell(String command) {
        try {
            Path output = Files.createTempFile(options.instance(), "shell-", ".out");
            Process client = new ProcessBuilder(
                            options.launcher().toString(),
                            "shell",
                            "--dir",
                            options.instance().toString(),
                            command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            client.getOutputStream().close();
            boolean ended = client.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            String text = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            if (!ended) {
                client.destroyForcibly();
                throw new CannotGoOn("The shell did not end within " + LIMIT_SECONDS + " s: " + text.strip());
            }
            return text;
        } catch (IOException failed) {
            throw new CannotGoOn("The shell cannot be started: " + failed, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotGoOn("interrupted", interrupted);
        }
    }
}
