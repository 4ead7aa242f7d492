package io.photinus.namespaces.internal;

import io.photinus.namespaces.NamespaceSettings;
import io.photinus.namespaces.NamespaceSettings.Contract;
import io.photinus.namespaces.NamespaceSettings.Org;
import io.photinus.namespaces.NamespaceSettings.PluginRef;
import io.photinus.types.json.Json;
import io.photinus.types.json.JsonObject;
import io.photinus.types.json.RawJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** One configuration of {@code io.photinus.namespace}, as a service for {@link NamespaceKeeper}. */
@Component(
        service = ConfiguredNamespace.class,
        configurationPid = "io.photinus.namespace",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ConfiguredNamespace {
    private static final List<String> FAMILIES = List.of("database", "blockchain", "sharedstorage", "dataexchange");

    /** The JSON text of one contract entry. */
    record ContractEntry(
            @Nullable RawJson location,
            @Nullable String firstEvent,
            @Nullable JsonObject options) {}

    private final NamespaceSettings settings;

    @Activate
    public ConfiguredNamespace(Map<String, ?> properties) {
        this.settings = parse(properties);
    }

    NamespaceSettings settings() {
        return settings;
    }

    static NamespaceSettings parse(Map<String, ?> properties) {
        String name = text(properties, "name");
        String network = text(properties, "multiparty.networknamespace");
        Map<String, PluginRef> slots = new HashMap<>();
        for (String family : FAMILIES) {
            String plugin = text(properties, "slot." + family);
            if (!plugin.isEmpty()) {
                slots.put(family, new PluginRef(plugin, text(properties, "slot." + family + ".type")));
            }
        }
        return new NamespaceSettings(
                name,
                network.isEmpty() ? name : network,
                text(properties, "description"),
                Boolean.parseBoolean(text(properties, "default")),
                Boolean.parseBoolean(text(properties, "multiparty.enabled")),
                text(properties, "defaultKey"),
                org(properties, "multiparty.org."),
                org(properties, "multiparty.node."),
                contracts(properties.get("multiparty.contract"), network.isEmpty() ? name : network),
                Map.copyOf(slots),
                text(properties, "problem"));
    }

    private static Org org(Map<String, ?> properties, String prefix) {
        return new Org(
                text(properties, prefix + "name"),
                text(properties, prefix + "key"),
                text(properties, prefix + "description"));
    }

    private static List<Contract> contracts(@Nullable Object configured, String network) {
        List<Contract> contracts = new ArrayList<>();
        if (configured instanceof String[] texts) {
            for (String text : texts) {
                ContractEntry entry = Json.read(text, ContractEntry.class);
                contracts.add(new Contract(
                        entry.location(),
                        entry.firstEvent() == null ? "oldest" : entry.firstEvent(),
                        entry.options() == null ? JsonObject.empty() : entry.options()));
            }
        }
        if (contracts.isEmpty()) {
            // The embedded ledger has one contract per network; a real chain always configures its own.
            RawJson location = RawJson.of(JsonObject.of(Map.of("contract", network)));
            contracts.add(new Contract(location, "oldest", JsonObject.empty()));
        }
        return List.copyOf(contracts);
    }

    private static String text(Map<String, ?> properties, String key) {
        Object value = properties.get(key);
        return value == null ? "" : value.toString();
    }
}
