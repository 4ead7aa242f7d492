package io.photinus.tools.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the launcher tells.
 *
 * @param members two namespaces of the node
 * @param launcher the script whose shell command reaches the node
 * @param instance the folder of the node's process
 * @param system the folder in which the installation keeps its bundles
 */
record Options(URI api, List<String> members, Path launcher, Path instance, Path system, boolean colour) {
    private static final String COLOUR = "--colour";
    private static final Set<String> VALUED = Set.of("--api", "--members", "--launcher", "--instance", "--system");

    static Options of(String... args) {
        Map<String, String> values = new HashMap<>();
        boolean colour = false;
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals(COLOUR)) {
                colour = true;
            } else if (VALUED.contains(args[i]) && i + 1 < args.length) {
                values.put(args[i], args[++i]);
            } else {
                throw new IllegalArgumentException("unknown option, or no value: " + args[i]);
            }
        }
        for (String needed : VALUED) {
            if (!values.containsKey(needed)) {
                throw new IllegalArgumentException(needed + " is needed");
            }
        }
        List<String> members = List.of(values.getOrDefault("--members", "").split(","));
        if (members.size() != 2) {
            throw new IllegalArgumentException("--members wants two names with a comma between them");
        }
        return new Options(
                URI.create(values.getOrDefault("--api", "")),
                members,
                Path.of(values.getOrDefault("--launcher", "")),
                Path.of(values.getOrDefault("--instance", "")),
                Path.of(values.getOrDefault("--system", "")),
                colour);
    }
}
