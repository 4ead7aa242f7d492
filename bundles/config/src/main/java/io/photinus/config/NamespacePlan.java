package io.photinus.config;

import io.photinus.types.Names;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns {@code namespaces.predefined[]} into configurations (api 9.3). What is wrong with one namespace stands in its own
 * configuration under the key {@code problem}, so that its neighbours start.
 */
final class NamespacePlan {
    static final String FACTORY = "io.photinus.namespace";

    private static final String RESERVED = "ff_system";
    private static final List<String> SLOTS = List.of("database", "blockchain", "sharedstorage", "dataexchange");

    private final Settings root;
    private final List<Plugin> plugins;
    private final Map<String, Plugin> byName = new TreeMap<>();
    private final List<PlannedConfiguration> configurations = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** @throws NodeProblem FF10166 when namespaces are predefined, but not the default one */
    NamespacePlan(Settings root, List<Plugin> plugins) {
        this.root = root;
        this.plugins = plugins;
        plugins.forEach(plugin -> byName.put(plugin.name(), plugin));
        String preferred = root.text("namespaces.default");
        Set<String> seen = new HashSet<>();
        int index = 0;
        for (Settings entry : root.entries("namespaces.predefined")) {
            String name = entry.text("name");
            if (name.isEmpty()) {
                warnings.add(entry.key("") + " has no name and is skipped");
            } else if (!seen.add(name)) {
                warnings.add(entry.key("") + " has the name '" + name + "' of an earlier entry and is skipped");
            } else {
                // An underscore cannot start a name, so the stand-in of an unusable one meets no other.
                String instance = Names.isName(name) ? name : "_" + index;
                configurations.add(new PlannedConfiguration(FACTORY, instance, properties(entry, name, preferred)));
            }
            index++;
        }
        if (!seen.isEmpty() && !seen.contains(preferred)) {
            throw new NodeProblem(ErrorCode.FF10166, preferred);
        }
    }

    List<PlannedConfiguration> configurations() {
        return configurations;
    }

    /** What an operator should hear although everything starts. */
    List<String> warnings() {
        return warnings;
    }

    private Map<String, Object> properties(Settings entry, String name, String preferred) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("name", name);
        properties.put("default", name.equals(preferred));
        try {
            describe(entry, name, properties);
            fill(entry, name, properties);
        } catch (NodeProblem | BadSetting problem) {
            properties.put("problem", problem.getMessage());
        }
        return properties;
    }

    private void describe(Settings entry, String name, Map<String, Object> properties) {
        properties.put("description", entry.text("description"));
        properties.put("defaultKey", entry.text("defaultKey"));
        String normalization = entry.text("asset.manager.keyNormalization");
        properties.put(
                "asset.manager.keyNormalization",
                normalization.isEmpty() ? root.text("asset.manager.keyNormalization") : normalization);
        if (entry.has("plugins")) {
            properties.put("plugins", entry.texts("plugins").toArray(String[]::new));
        }
        String network = entry.text("multiparty.networknamespace");
        properties.put("multiparty.networknamespace", network.isEmpty() ? name : network);
        for (String key : List.of("org.name", "org.key", "org.description", "node.name", "node.description")) {
            String own = entry.text("multiparty." + key);
            properties.put("multiparty." + key, own.isEmpty() ? root.text(key) : own);
        }
        boolean organised =
                !"".equals(properties.get("multiparty.org.name")) || !"".equals(properties.get("multiparty.org.key"));
        String enabled = entry.find("multiparty.enabled");
        properties.put(
                "multiparty.enabled",
                enabled == null || enabled.isEmpty() ? organised : entry.flag("multiparty.enabled"));
        properties.put("multiparty.contract", contracts(entry));
        Names.require(name, entry.key("name"));
        if (name.equals(RESERVED)) {
            throw new NodeProblem(ErrorCode.FF10388, name);
        }
        Names.require((String) properties.get("multiparty.networknamespace"), entry.key("multiparty.networknamespace"));
    }

    private static String[] contracts(Settings entry) {
        List<String> contracts = new ArrayList<>();
        for (Settings contract : entry.entries("multiparty.contract")) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("location", FreeForm.read(contract, "location"));
            json.put("firstEvent", contract.text("firstEvent"));
            json.put("options", FreeForm.read(contract, "options"));
            json.values().removeIf(value -> value == null);
            contracts.add(Json.write(json));
        }
        return contracts.toArray(String[]::new);
    }

    private void fill(Settings entry, String name, Map<String, Object> properties) {
        Map<String, Plugin> slots = new LinkedHashMap<>();
        for (Plugin plugin : selected(entry, name)) {
            String family = plugin.family();
            boolean many = family.equals("tokens") || family.equals(Plugin.TRANSPORT);
            if (!many && slots.put(family, plugin) != null) {
                throw new NodeProblem(ErrorCode.FF10394, name, family);
            }
        }
        for (Map.Entry<String, Plugin> slot : slots.entrySet()) {
            properties.put("slot." + slot.getKey(), slot.getValue().name());
            properties.put("slot." + slot.getKey() + ".type", slot.getValue().type());
        }
        if (!slots.containsKey("database")) {
            throw new NodeProblem(ErrorCode.FF10392, name);
        }
        if (Boolean.TRUE.equals(properties.get("multiparty.enabled"))) {
            for (String slot : SLOTS) {
                if (!slots.containsKey(slot)) {
                    throw new NodeProblem(ErrorCode.FF10391, name, slot);
                }
            }
        }
        Plugin guard = slots.get("auth");
        if (guard != null) {
            // Never open to everybody what its owner wanted guarded.
            throw new NodeProblem(
                    ErrorCode.FF10334,
                    guard.name(),
                    "authentication of the type '" + guard.type() + "' is not available");
        }
    }

    private List<Plugin> selected(Settings entry, String name) {
        if (!entry.has("plugins")) {
            return plugins;
        }
        List<Plugin> selected = new ArrayList<>();
        for (String plugin : entry.texts("plugins")) {
            Plugin configured = byName.get(plugin);
            if (configured == null) {
                throw new NodeProblem(ErrorCode.FF10390, name, plugin);
            }
            selected.add(configured);
        }
        return selected;
    }
}
