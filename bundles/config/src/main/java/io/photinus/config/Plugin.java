package io.photinus.config;

import io.photinus.types.Names;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One entry of {@code plugins.<family>[]}, or one enabled event transport.
 *
 * @param settings what stands below the sub-object named like the type, dotted, in FireFly's spelling
 */
record Plugin(String family, String name, String type, Map<String, String> settings) {
    static final String NAME_PROPERTY = "photinus.plugin.name";
    static final String TYPE_PROPERTY = "photinus.plugin.type";
    static final String TRANSPORT = "transport";

    /** Families that are handed to providers. */
    private static final List<String> SERVED = List.of("database", "blockchain", "sharedstorage", "dataexchange");
    /** Families whose entries are checked and take their names, but that have no provider yet. */
    private static final List<String> NOTED = List.of("auth", "tokens", "identity");

    /**
     * Reads and checks all plugins (api 9.3). Names are unique over all families and transports.
     *
     * @throws NodeProblem FF10386, FF10395 or FF00140
     */
    static List<Plugin> readAll(Settings settings) {
        List<Plugin> plugins = new ArrayList<>();
        for (String transport : settings.texts("event.transports.enabled")) {
            Names.require(transport, "event.transports.enabled");
            plugins.add(new Plugin(
                    TRANSPORT,
                    transport,
                    transport,
                    settings.section("events." + transport).flat()));
        }
        for (String family : SERVED) {
            plugins.addAll(readFamily(settings, family));
        }
        for (String family : NOTED) {
            plugins.addAll(readFamily(settings, family));
        }
        Set<String> names = new HashSet<>();
        for (Plugin plugin : plugins) {
            if (!names.add(plugin.name())) {
                throw new NodeProblem(ErrorCode.FF10395, plugin.name());
            }
        }
        return List.copyOf(plugins);
    }

    private static List<Plugin> readFamily(Settings settings, String family) {
        List<Plugin> plugins = new ArrayList<>();
        for (Settings entry : settings.entries("plugins." + family)) {
            String name = entry.text("name");
            String type = entry.text("type");
            if (name.isEmpty() || type.isEmpty()) {
                throw new NodeProblem(ErrorCode.FF10386, settings.key("plugins." + family));
            }
            Names.require(name, entry.key("name"));
            Names.require(type, entry.key("type"));
            plugins.add(new Plugin(family, name, type, entry.section(type).flat()));
        }
        return plugins;
    }

    /** Whether a provider can be configured for it. */
    boolean served() {
        return family.equals(TRANSPORT) || SERVED.contains(family);
    }

    PlannedConfiguration configuration() {
        Map<String, Object> properties = new LinkedHashMap<>(settings);
        properties.put(NAME_PROPERTY, name);
        properties.put(TYPE_PROPERTY, type);
        return new PlannedConfiguration("io.photinus." + family + "." + type, name, properties);
    }
}
