package io.photinus.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A configuration set as a test states it: YAML text, variables and overrides. */
final class ConfigurationText {
    private final String yaml;
    private final Map<String, String> environment = new HashMap<>();
    private final StringBuilder overrides = new StringBuilder();

    private ConfigurationText(String yaml) {
        this.yaml = yaml;
    }

    static ConfigurationText yaml(String yaml) {
        return new ConfigurationText(yaml);
    }

    ConfigurationText env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    ConfigurationText set(String line) {
        overrides.append(line).append('\n');
        return this;
    }

    Sources sources() {
        try {
            Path folder = Files.createDirectories(Path.of("target", "configuration-texts"));
            Path file = Files.createTempFile(folder, "config", ".yml");
            file.toFile().deleteOnExit();
            Files.writeString(file, yaml);
            return new Sources(file, environment, overrides.toString());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    Settings load() {
        return sources().load().settings();
    }

    Plan plan() {
        return Plan.of(load());
    }

    /** The properties planned for one PID. */
    Map<String, Object> properties(String pid) {
        return plan().configurations().stream()
                .filter(configuration -> configuration.pid().equals(pid))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not planned: " + pid))
                .properties();
    }
}
