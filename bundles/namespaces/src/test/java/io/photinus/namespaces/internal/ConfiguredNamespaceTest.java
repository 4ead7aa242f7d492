package io.photinus.namespaces.internal;

import io.photinus.namespaces.NamespaceSettings;
import io.photinus.namespaces.NamespaceSettings.Org;
import io.photinus.namespaces.NamespaceSettings.PluginRef;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConfiguredNamespaceTest {
    @Test
    void readsWhatTheConfigurationSays() {
        NamespaceSettings settings = ConfiguredNamespace.parse(Map.ofEntries(
                Map.entry("name", "local"),
                Map.entry("multiparty.networknamespace", "shared"),
                Map.entry("description", "the first"),
                Map.entry("default", "true"),
                Map.entry("multiparty.enabled", "true"),
                Map.entry("defaultKey", "0xabc"),
                Map.entry("multiparty.org.name", "acme"),
                Map.entry("multiparty.org.key", "key1"),
                Map.entry("multiparty.node.name", "node1"),
                Map.entry("multiparty.contract", new String[] {
                    "{\"location\":{\"contract\":\"one\"},\"firstEvent\":\"newest\"}",
                    "{\"location\":{\"contract\":\"two\"}}"
                }),
                Map.entry("slot.database", "db0"),
                Map.entry("slot.database.type", "sqlite3"),
                Map.entry("problem", "")));

        assertThat(settings.name()).isEqualTo("local");
        assertThat(settings.networkName()).isEqualTo("shared");
        assertThat(settings.isDefault()).isTrue();
        assertThat(settings.multiparty()).isTrue();
        assertThat(settings.defaultKey()).isEqualTo("0xabc");
        assertThat(settings.org()).isEqualTo(new Org("acme", "key1", ""));
        assertThat(settings.node()).isEqualTo(new Org("node1", "", ""));
        assertThat(settings.slots()).isEqualTo(Map.of("database", new PluginRef("db0", "sqlite3")));
        assertThat(settings.contracts()).hasSize(2);
        assertThat(settings.contracts().get(0).firstEvent()).isEqualTo("newest");
        assertThat(settings.contracts().get(0).location()).hasToString("{\"contract\":\"one\"}");
        assertThat(settings.contracts().get(1).firstEvent()).isEqualTo("oldest");
    }

    @Test
    void usesItsOwnNameOnTheNetworkAndAContractOfThatNameByDefault() {
        NamespaceSettings settings = ConfiguredNamespace.parse(Map.of("name", "default"));

        assertThat(settings.networkName()).isEqualTo("default");
        assertThat(settings.contracts()).singleElement().satisfies(contract -> {
            assertThat(contract.location()).hasToString("{\"contract\":\"default\"}");
            assertThat(contract.firstEvent()).isEqualTo("oldest");
        });
        assertThat(settings.slots()).isEmpty();
        assertThat(settings.isDefault()).isFalse();
    }
}
