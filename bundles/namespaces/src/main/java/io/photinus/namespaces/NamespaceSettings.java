package io.photinus.namespaces;

import io.photinus.types.json.JsonObject;
import io.photinus.types.json.RawJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of one namespace, as the bundle {@code config} derives it from {@code namespaces.predefined[]} (api
 * 9.3).
 *
 * @param name the local name
 * @param networkName the name on the wire
 * @param slots plugin name and type by family
 * @param problem one sentence when this configuration can never start; empty otherwise
 */
public record NamespaceSettings(
        String name,
        String networkName,
        String description,
        boolean isDefault,
        boolean multiparty,
        String defaultKey,
        Org org,
        Org node,
        List<Contract> contracts,
        Map<String, PluginRef> slots,
        String problem) {

    /** Name, key and description of the local organization or node; empty texts when not configured. */
    public record Org(String name, String key, String description) {}

    /** The plugin of one slot. */
    public record PluginRef(String name, String type) {}

    /** A multiparty contract (protocol 5.7); without a location the plugin's default for the network is used. */
    public record Contract(@Nullable RawJson location, String firstEvent, JsonObject options) {}
}
