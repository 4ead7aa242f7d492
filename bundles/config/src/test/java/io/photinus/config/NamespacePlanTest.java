package io.photinus.config;

import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

class NamespacePlanTest {
    private static final String PLUGINS = """
            plugins:
              database: [{name: database0, type: sqlite3}, {name: database1, type: sqlite3}]
              blockchain: [{name: blockchain0, type: ledger}]
              sharedstorage: [{name: sharedstorage0, type: local}]
              dataexchange: [{name: dataexchange0, type: https}]
            """;
    private static final String ALL = "plugins: [database0, blockchain0, sharedstorage0, dataexchange0]";

    private static Map<String, Object> namespace(String name, String yaml) {
        return ConfigurationText.yaml(yaml).properties("io.photinus.namespace~" + name);
    }

    @Test
    void multipartyNamespaceIsDescribedFlat() {
        assertThat(namespace("default", PLUGINS + """
                        namespaces:
                          default: default
                          predefined:
                          - name: default
                            description: The first
                            defaultKey: '0xabc'
                            %s
                            multiparty:
                              networknamespace: net1
                              org: {name: org_1, key: '0xdef', description: One}
                              node: {name: node_1, description: Two}
                              contract:
                              - location: {address: 0x5ada2b2df0dd5dc7e7bd8b2ed1b1ddc1aee5a1aa, n: 7, big: [1, {a: true}]}
                                firstEvent: '0'
                                options: {customPinSupport: false}
                              - location: {address: '0x2'}
                        """.formatted(ALL)))
                .containsOnly(
                        entry("name", "default"),
                        entry("default", true),
                        entry("description", "The first"),
                        entry("defaultKey", "0xabc"),
                        entry("asset.manager.keyNormalization", "blockchain_plugin"),
                        entry("plugins", new String[] {"database0", "blockchain0", "sharedstorage0", "dataexchange0"}),
                        entry("multiparty.enabled", true),
                        entry("multiparty.networknamespace", "net1"),
                        entry("multiparty.org.name", "org_1"),
                        entry("multiparty.org.key", "0xdef"),
                        entry("multiparty.org.description", "One"),
                        entry("multiparty.node.name", "node_1"),
                        entry("multiparty.node.description", "Two"),
                        entry("multiparty.contract", new String[] {
                            "{\"location\":{\"address\":\"0x5ada2b2df0dd5dc7e7bd8b2ed1b1ddc1aee5a1aa\",\"n\":7,\"big\":[1,{\"a\":true}]},"
                                    + "\"firstEvent\":\"0\",\"options\":{\"customPinSupport\":false}}",
                            "{\"location\":{\"address\":\"0x2\"},\"firstEvent\":\"oldest\"}"
                        }),
                        entry("slot.database", "database0"),
                        entry("slot.database.type", "sqlite3"),
                        entry("slot.blockchain", "blockchain0"),
                        entry("slot.blockchain.type", "ledger"),
                        entry("slot.sharedstorage", "sharedstorage0"),
                        entry("slot.sharedstorage.type", "local"),
                        entry("slot.dataexchange", "dataexchange0"),
                        entry("slot.dataexchange.type", "https"));
    }

    @Test
    void gatewayNamespaceUsesAllPluginsAndItsOwnName() {
        assertThat(namespace("default", """
                        plugins: {database: [{name: d, type: sqlite3}], blockchain: [{name: b, type: ledger}]}
                        namespaces: {predefined: [{name: default}]}
                        """))
                .contains(
                        entry("multiparty.enabled", false),
                        entry("multiparty.networknamespace", "default"),
                        entry("slot.database", "d"),
                        entry("slot.blockchain", "b"))
                .doesNotContainKeys("plugins", "problem", "slot.dataexchange");
    }

    @Test
    void orgOfTheOldRootSectionCounts() {
        assertThat(namespace("default", PLUGINS + """
                        org: {name: old_org, key: '0x1'}
                        node: {name: old_node}
                        namespaces:
                          predefined:
                          - name: default
                            %s
                            multiparty: {org: {key: '0x2'}}
                        """.formatted(ALL)))
                .contains(
                        entry("multiparty.enabled", true),
                        entry("multiparty.org.name", "old_org"),
                        entry("multiparty.org.key", "0x2"),
                        entry("multiparty.node.name", "old_node"));
    }

    @Test
    void multipartyCanBeSwitchedOff() {
        assertThat(namespace("default", PLUGINS + """
                        org: {name: old_org}
                        namespaces: {predefined: [{name: default, plugins: [database0], multiparty: {enabled: false}}]}
                        """))
                .contains(entry("multiparty.enabled", false))
                .doesNotContainKey("problem");
    }

    @Test
    void locationMayBeJsonText() {
        Map<String, Object> properties = ConfigurationText.yaml(PLUGINS + """
                        namespaces: {predefined: [{name: default, plugins: [database0]}]}
                        """)
                .set("namespaces.predefined[0].multiparty.contract[0].location={\"address\":\"0x1\"}")
                .properties("io.photinus.namespace~default");

        assertThat(properties.get("multiparty.contract"))
                .isEqualTo(new String[] {"{\"location\":{\"address\":\"0x1\"},\"firstEvent\":\"oldest\"}"});
    }

    @Test
    void locationThatIsNoObjectIsAProblemOfThisNamespace() {
        assertThat(namespace("default", PLUGINS + """
                        namespaces:
                          predefined:
                          - {name: default, plugins: [database0], multiparty: {contract: [{location: here}]}}
                        """))
                .contains(
                        entry(
                                "problem",
                                "namespaces.predefined[0].multiparty.contract[0].location is 'here', but an object is expected"));
    }

    @Test
    void problemsStayWithTheirNamespace() {
        ConfigurationText set = ConfigurationText.yaml(PLUGINS + """
                namespaces:
                  default: good
                  predefined:
                  - {name: good, plugins: [database0]}
                  - {name: ff_system, plugins: [database0]}
                  - {name: unknown, plugins: [database9]}
                  - {name: lacking, plugins: [database0, blockchain0], multiparty: {org: {name: o}}}
                  - {name: dry, plugins: [blockchain0]}
                  - {name: double, plugins: [database0, database1]}
                  - {name: everything}
                """);

        assertThat(set.properties("io.photinus.namespace~good")).doesNotContainKey("problem");
        assertThat(set.properties("io.photinus.namespace~ff_system"))
                .contains(entry("problem", "FF10388: The namespace name 'ff_system' is reserved"));
        assertThat(set.properties("io.photinus.namespace~unknown"))
                .contains(entry(
                        "problem",
                        "FF10390: Namespace 'unknown' names the plugin 'database9', which is not configured"));
        assertThat(set.properties("io.photinus.namespace~lacking"))
                .contains(entry(
                        "problem", "FF10391: Multiparty namespace 'lacking' lacks a plugin of kind sharedstorage"));
        assertThat(set.properties("io.photinus.namespace~dry"))
                .contains(entry("problem", "FF10392: Namespace 'dry' lacks a database plugin"));
        assertThat(set.properties("io.photinus.namespace~double"))
                .contains(entry("problem", "FF10394: Namespace 'double' lists two plugins of kind database"));
        assertThat(set.properties("io.photinus.namespace~everything"))
                .contains(entry("problem", "FF10394: Namespace 'everything' lists two plugins of kind database"));
    }

    @Test
    void unusableNameKeepsItsProblemUnderAStandIn() {
        assertThat(namespace("_1", PLUGINS + """
                        namespaces:
                          predefined:
                          - {name: default, plugins: [database0]}
                          - {name: 'a/b', plugins: [database0]}
                        """))
                .contains(
                        entry("name", "a/b"),
                        entry(
                                "problem",
                                "FF00140: Field 'namespaces.predefined[1].name' must have 1 to 64 characters of a-z"
                                        + " A-Z 0-9 . _ - and start and end with a letter or digit"));
    }

    @Test
    void guardedNamespaceIsNotOpenedToEverybody() {
        assertThat(namespace("default", """
                        plugins: {database: [{name: d, type: sqlite3}], auth: [{name: a, type: basic}]}
                        namespaces: {predefined: [{name: default}]}
                        """))
                .contains(entry(
                        "problem",
                        "FF10334: The plugin 'a' did not start: authentication of the type 'basic' is not available"));
    }

    @Test
    void severalTokenPluginsAreFine() {
        assertThat(namespace("default", """
                        plugins: {database: [{name: d, type: sqlite3}], tokens: [{name: t, type: x}, {name: u, type: x}]}
                        namespaces: {predefined: [{name: default, plugins: d t u websockets}]}
                        """)).doesNotContainKey("problem");
    }

    @Test
    void namelessAndRepeatedEntriesAreSkippedWithAWarning() {
        Plan plan = ConfigurationText.yaml(PLUGINS + """
                namespaces:
                  predefined:
                  - {plugins: [database0]}
                  - {name: default, plugins: [database0]}
                  - {name: default, plugins: [database1]}
                """).plan();

        assertThat(plan.warnings())
                .containsExactly(
                        "namespaces.predefined[0] has no name and is skipped",
                        "namespaces.predefined[2] has the name 'default' of an earlier entry and is skipped");
        assertThat(plan.configurations())
                .filteredOn(configuration -> configuration.factoryPid().equals("io.photinus.namespace"))
                .singleElement()
                .satisfies(configuration ->
                        assertThat(configuration.properties()).contains(entry("slot.database", "database0")));
    }

    @Test
    void defaultNamespaceMustBePredefined() {
        assertThatThrownBy(() -> ConfigurationText.yaml("namespaces: {predefined: [{name: other}]}")
                        .plan())
                .hasMessage("FF10166: The default namespace 'default' is not among the predefined ones");
        assertThat(ConfigurationText.yaml("namespaces: {predefined: []}").plan())
                .isNotNull();
    }
}
