package io.photinus.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that the configuration set means: the configurations to write, and what an operator should hear. Pure: the
 * same set gives the same plan.
 *
 * @param unknown keys that nobody reads
 * @param unserved plugins of families without provider, as {@code family/name}
 */
record Plan(
        List<PlannedConfiguration> configurations, List<String> warnings, List<String> unknown, List<String> unserved) {
    static final String ENGINE_PID = "io.photinus.engine";

    /** Sections whose values the engine reads. */
    private static final List<String> ENGINE = List.of(
            "api.",
            "batch.",
            "blobreceiver.",
            "broadcast.",
            "cache.",
            "download.",
            "event.",
            "histograms.",
            "message.writer.",
            "namespaces.",
            "opupdate.",
            "privatemessaging.",
            "subscription.",
            "transaction.writer.");

    Plan {
        configurations = List.copyOf(configurations);
        warnings = List.copyOf(warnings);
        unknown = List.copyOf(unknown);
        unserved = List.copyOf(unserved);
    }

    /**
     * @throws BadSetting for a value that cannot be used
     * @throws io.photinus.types.error.NodeProblem for a rule of the whole set that is broken
     */
    static Plan of(Settings settings) {
        List<Plugin> plugins = Plugin.readAll(settings);
        NamespacePlan namespaces = new NamespacePlan(settings, plugins);
        Map<String, Object> engine = new LinkedHashMap<>();
        ServerPlan.put(engine, settings, key -> ENGINE.stream().anyMatch(key::startsWith));

        List<PlannedConfiguration> all = new ArrayList<>(new ServerPlan(settings).configurations());
        all.add(new PlannedConfiguration(ENGINE_PID, null, engine));
        plugins.stream().filter(Plugin::served).map(Plugin::configuration).forEach(all::add);
        all.addAll(namespaces.configurations());
        List<String> unserved = plugins.stream()
                .filter(plugin -> !plugin.served())
                .map(plugin -> plugin.family() + "/" + plugin.name())
                .toList();
        return new Plan(all, namespaces.warnings(), unknown(settings, plugins), unserved);
    }

    private static List<String> unknown(Settings settings, List<Plugin> plugins) {
        return settings.values().stream()
                .map(Setting::key)
                .filter(key -> !settings.catalogue().knows(key) && !belongsToPlugin(settings, plugins, key))
                .toList();
    }

    /** What stands below the sub-object named like a plugin's type is the plugin's own affair. */
    private static boolean belongsToPlugin(Settings settings, List<Plugin> plugins, String key) {
        String[] parts = key.split("\\.");
        if (parts.length < 3) {
            return false;
        }
        if (parts[0].equalsIgnoreCase("events")) {
            return plugins.stream()
                    .anyMatch(plugin -> plugin.family().equals(Plugin.TRANSPORT)
                            && plugin.type().equalsIgnoreCase(parts[1]));
        }
        return parts[0].equalsIgnoreCase("plugins")
                && settings.text(parts[0] + "." + parts[1] + ".type").equalsIgnoreCase(parts[2]);
    }
}
