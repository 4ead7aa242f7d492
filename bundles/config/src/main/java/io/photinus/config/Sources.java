package io.photinus.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the configuration set comes from; later ones win.
 *
 * @param file the YAML file, or null for the built-in defaults
 * @param environment the variables of the process
 * @param overrides lines {@code key=value} of the command line
 */
record Sources(@Nullable Path file, Map<String, String> environment, String overrides) {
    /** The set, and the names of variables that mean nothing in it. */
    record Loaded(Settings settings, List<String> unknownVariables, String origin) {}

    /**
     * @throws BadSetting for an override that cannot be applied
     * @throws io.photinus.types.error.NodeProblem FF00101 for a file that cannot be read
     */
    Loaded load() {
        SettingsBuilder builder = new SettingsBuilder(Catalogue.load());
        List<String> origin = new ArrayList<>();
        if (file == null) {
            origin.add("built-in defaults");
        } else {
            YamlFile.read(file, builder);
            origin.add(file.toString());
        }
        int variables = builder.environment(environment);
        if (variables > 0) {
            origin.add(variables + " of the environment");
        }
        int lines = builder.overrides(overrides);
        if (lines > 0) {
            origin.add(lines + " of the command line");
        }
        return new Loaded(builder.build(), builder.unknownVariables(), String.join(", ", origin));
    }
}
