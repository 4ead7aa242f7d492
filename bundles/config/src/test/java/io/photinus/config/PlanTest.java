package io.photinus.config;

import io.photinus.types.error.NodeProblem;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

class PlanTest {
    @Test
    void emptySetServesTheApiOnItsDefaultPort() {
        Plan plan = ConfigurationText.yaml("").plan();

        assertThat(plan.configurations())
                .extracting(PlannedConfiguration::pid)
                .containsExactlyInAnyOrder(
                        "io.photinus.http~api",
                        "io.photinus.http~spi",
                        "io.photinus.http~metrics",
                        "io.photinus.rest",
                        "io.photinus.engine",
                        "io.photinus.transport.websockets~websockets");
        assertThat(ConfigurationText.yaml("").properties("io.photinus.http~api"))
                .contains(
                        entry("name", "api"),
                        entry("enabled", true),
                        entry("address", "127.0.0.1"),
                        entry("port", 5000),
                        entry("publicURL", "http://127.0.0.1:5000"),
                        entry("requestTimeout", 120_000L),
                        entry("requestMaxTimeout", 600_000L),
                        entry("cors.enabled", true),
                        entry("cors.maxAge", 600),
                        entry("cors.origins", new String[] {"*"}));
        assertThat(ConfigurationText.yaml("").properties("io.photinus.http~spi"))
                .contains(entry("enabled", false), entry("port", 5001));
        assertThat(ConfigurationText.yaml("").properties("io.photinus.http~metrics"))
                .contains(entry("enabled", true), entry("port", 6000), entry("path", "/metrics"));
    }

    @Test
    void pluginEntryBecomesItsFactoryConfiguration() {
        assertThat(ConfigurationText.yaml("""
                        plugins:
                          database:
                          - name: database0
                            type: sqlite3
                            sqlite3:
                              URL: node.db
                              migrations: {auto: true}
                              maxConns: 1
                            postgres: {url: not-this-one}
                        """).properties("io.photinus.database.sqlite3~database0"))
                .containsOnly(
                        entry("photinus.plugin.name", "database0"),
                        entry("photinus.plugin.type", "sqlite3"),
                        entry("url", "node.db"),
                        entry("migrations.auto", "true"),
                        entry("maxConns", "1"));
    }

    @Test
    void everyServedFamilyGetsAConfiguration() {
        Plan plan = ConfigurationText.yaml("""
                        plugins:
                          database: [{name: d, type: sqlite3}]
                          blockchain: [{name: b, type: ledger}]
                          sharedstorage: [{name: s, type: local}]
                          dataexchange: [{name: x, type: https}]
                          tokens: [{name: t, type: fftokens}]
                          identity: [{name: i, type: onchain}]
                          auth: [{name: a, type: basic}]
                        """).plan();

        assertThat(plan.configurations())
                .extracting(PlannedConfiguration::pid)
                .contains(
                        "io.photinus.database.sqlite3~d",
                        "io.photinus.blockchain.ledger~b",
                        "io.photinus.sharedstorage.local~s",
                        "io.photinus.dataexchange.https~x")
                .noneMatch(pid -> pid.contains("tokens") || pid.contains("identity") || pid.contains("auth"));
        assertThat(plan.unserved()).containsExactly("auth/a", "tokens/t", "identity/i");
    }

    @Test
    void entryWithoutNameOrTypeIsFF10386() {
        for (String entry : new String[] {"{name: d}", "{type: sqlite3}", "{}", ""}) {
            assertThatThrownBy(() -> ConfigurationText.yaml("plugins:\n  database:\n  - " + entry)
                            .plan())
                    .isInstanceOf(NodeProblem.class)
                    .hasMessage("FF10386: Each entry of 'plugins.database' needs a name and a type");
        }
    }

    @Test
    void nameUsedTwiceIsFF10395EvenAcrossFamilies() {
        assertThatThrownBy(() -> ConfigurationText.yaml("""
                        plugins:
                          database: [{name: x, type: sqlite3}]
                          tokens: [{name: x, type: fftokens}]
                        """).plan())
                .hasMessage("FF10395: The plugin name 'x' is used twice");
    }

    @Test
    void nameOfATransportIsTaken() {
        assertThatThrownBy(() -> ConfigurationText.yaml("plugins: {database: [{name: websockets, type: sqlite3}]}")
                        .plan())
                .hasMessage("FF10395: The plugin name 'websockets' is used twice");
    }

    @Test
    void pluginNameObeysTheNameRule() {
        assertThatThrownBy(() -> ConfigurationText.yaml("plugins: {database: [{name: 'a b', type: sqlite3}]}")
                        .plan())
                .hasMessage(
                        "FF00140: Field 'plugins.database[0].name' must have 1 to 64 characters of a-z A-Z 0-9 . _ - and"
                                + " start and end with a letter or digit");
    }

    @Test
    void enabledTransportsGetTheKeysBelowTheirSection() {
        assertThat(ConfigurationText.yaml("""
                        event: {transports: {enabled: [websockets, acme]}}
                        events: {acme: {topic: news, deep: {er: 1}}}
                        """).properties("io.photinus.transport.acme~acme"))
                .containsOnly(
                        entry("photinus.plugin.name", "acme"),
                        entry("photinus.plugin.type", "acme"),
                        entry("topic", "news"),
                        entry("deep.er", "1"));
    }

    @Test
    void engineGetsTypedValues() {
        assertThat(ConfigurationText.yaml("broadcast: {batch: {timeout: 1500ms}}")
                        .properties("io.photinus.engine"))
                .contains(
                        entry("broadcast.batch.size", 200),
                        entry("broadcast.batch.payloadLimit", 819_200L),
                        entry("broadcast.batch.timeout", 1500L),
                        entry("batch.manager.readPageSize", 100),
                        entry("event.aggregator.batchSize", 500),
                        entry("subscription.defaults.batchSize", 50),
                        entry("subscription.defaults.batchTimeout", 50L),
                        entry("subscription.max", 500),
                        entry("download.worker.count", 10),
                        entry("download.retry.factor", 2.0),
                        entry("api.requestTimeout", 120_000L),
                        entry("api.requestMaxTimeout", 600_000L),
                        entry("api.defaultFilterLimit", 25),
                        entry("api.maxFilterLimit", 1000),
                        entry("namespaces.default", "default"),
                        entry("message.writer.count", 5))
                .doesNotContainKeys("download.worker.queueLength", "event.dispatcher.retry.factor", "http.port");
    }

    @Test
    void batchOfNothingIsRefused() {
        assertThatThrownBy(() ->
                        ConfigurationText.yaml("broadcast: {batch: {size: 0}}").plan())
                .isInstanceOf(BadSetting.class)
                .hasMessage("broadcast.batch.size is '0', but a whole number from 1 to 2147483647 is expected");
    }

    @Test
    void monitoringWinsOverMetrics() {
        assertThat(ConfigurationText.yaml("""
                        metrics: {enabled: true, port: 6001}
                        monitoring: {enabled: true, port: 6002, metricsPath: /m}
                        """).properties("io.photinus.http~metrics"))
                .contains(entry("enabled", true), entry("port", 6002), entry("path", "/m"));
    }

    @Test
    void metricsCanBeSwitchedOff() {
        assertThat(ConfigurationText.yaml("metrics: {enabled: false}").properties("io.photinus.http~metrics"))
                .contains(entry("enabled", false));
    }

    @Test
    void publicUrlLosesItsTrailingSlash() {
        assertThat(ConfigurationText.yaml("http: {publicURL: 'https://node.example/'}")
                        .properties("io.photinus.rest"))
                .contains(
                        entry("publicURL", "https://node.example"),
                        entry("namespaces.default", "default"),
                        entry("api.maxFilterLimit", 1000));
    }

    @Test
    void publicUrlIsEmptyForAPortTheSystemChooses() {
        assertThat(ConfigurationText.yaml("http: {port: 0}").properties("io.photinus.http~api"))
                .contains(entry("publicURL", ""));
    }

    @Test
    void guardThatNobodyCanKeepIsRefused() {
        assertThatThrownBy(() ->
                        ConfigurationText.yaml("http: {auth: {type: basic}}").plan())
                .isInstanceOf(BadSetting.class)
                .hasMessage(
                        "http.auth.type is 'basic', but this node cannot authenticate yet; remove the key and put a proxy"
                                + " in front");
        assertThatThrownBy(() -> ConfigurationText.yaml("metrics: {tls: {enabled: true}}")
                        .plan())
                .hasMessage(
                        "metrics.tls.enabled is true, but this node cannot serve TLS yet; remove the key and put a proxy"
                                + " in front");
        assertThat(ConfigurationText.yaml("spi: {auth: {type: basic}}").plan()).isNotNull();
    }

    @Test
    void limitsOfAListenerAreHandedOnWhenSet() {
        assertThat(ConfigurationText.yaml("http: {maxBodyBytes: 1Mb, maxThreads: 9, holdTimeout: 5s}")
                        .properties("io.photinus.http~api"))
                .contains(entry("maxBodyBytes", 1_048_576L), entry("maxThreads", 9), entry("holdTimeout", 5000L))
                .doesNotContainKeys("maxFrameBytes", "maxHeld");
    }

    @Test
    void twoListenersOnOnePortAreRefused() {
        assertThatThrownBy(() -> ConfigurationText.yaml("metrics: {port: 5000}").plan())
                .hasMessage("metrics.port is '5000', but a port other than that of http.port is expected");
        assertThat(ConfigurationText.yaml("metrics: {port: 5000, enabled: false}")
                        .plan())
                .isNotNull();
        assertThat(ConfigurationText.yaml("http: {port: 0}\nmetrics: {port: 0}").plan())
                .isNotNull();
    }

    @Test
    void ledgerServerIsConfiguredWhenEnabled() {
        assertThat(ConfigurationText.yaml("ledger: {enabled: true, port: 5200, directory: l, blockInterval: 50ms}")
                        .properties("io.photinus.ledger.server~ledger"))
                .containsOnly(
                        entry("address", "127.0.0.1"),
                        entry("port", 5200),
                        entry("directory", "l"),
                        entry("blockInterval", 50L),
                        entry("submitters", new String[0]),
                        entry("maxConnections", 64),
                        entry("maxFrameBytes", 1_048_576),
                        entry("maxPending", 4096));
        assertThat(ConfigurationText.yaml("ledger: {port: 5200}").plan().configurations())
                .noneMatch(configuration -> configuration.pid().contains("ledger"));
    }

    @Test
    void keysNobodyReadsAreNamed() {
        assertThat(ConfigurationText.yaml("""
                        htttp: {port: 1}
                        http: {prt: 1}
                        events: {websockets: {own: 1}, acme: {x: 1}}
                        plugins:
                          blockchain:
                          - name: b
                            type: acme
                            acme: {anything: {at: all}}
                            other: {x: 1}
                        """).plan().unknown())
                .containsExactly("htttp.port", "http.prt", "events.acme.x", "plugins.blockchain[0].other.x");
    }

    @Test
    void samePlanFromTheSameSet() {
        String yaml = "plugins: {database: [{name: d, type: sqlite3}]}";

        assertThat(ConfigurationText.yaml(yaml).plan().configurations())
                .usingRecursiveComparison()
                .isEqualTo(ConfigurationText.yaml(yaml).plan().configurations());
    }
}
