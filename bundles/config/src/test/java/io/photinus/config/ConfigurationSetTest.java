package io.photinus.config;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class ConfigurationSetTest {
    private static final String ENGINE = "io.photinus.engine";
    private static final String DATABASE = "io.photinus.database.sqlite3~database0";
    private static final String YAML = "plugins: {database: [{name: database0, type: sqlite3, sqlite3: {url: a.db}}]}";

    private final FakeConfigurationAdmin admin = new FakeConfigurationAdmin();
    private final List<Integer> exits = new ArrayList<>();

    private ConfigurationSet start(ConfigurationText set) {
        return new ConfigurationSet(set.sources(), admin, exits::add);
    }

    @Test
    void writesEveryConfigurationForAnyBundle() {
        start(ConfigurationText.yaml(YAML));

        assertThat(admin.written).contains(ENGINE, DATABASE, "io.photinus.http~api", "io.photinus.rest");
        assertThat(admin.properties(DATABASE))
                .contains(entry("url", "a.db"), entry("photinus.plugin.name", "database0"));
        assertThat(exits).isEmpty();
    }

    @Test
    void identicalConfigurationsAreNotTouched() {
        start(ConfigurationText.yaml(YAML));
        admin.written.clear();

        start(ConfigurationText.yaml(YAML));

        assertThat(admin.written).isEmpty();
        assertThat(admin.deleted).isEmpty();
    }

    @Test
    void onlyWhatChangedIsWritten() {
        start(ConfigurationText.yaml(YAML));
        admin.written.clear();

        start(ConfigurationText.yaml(YAML).set("plugins.database[0].sqlite3.url=b.db"));

        assertThat(admin.written).containsExactly(DATABASE);
        assertThat(admin.properties(DATABASE)).contains(entry("url", "b.db"));
    }

    @Test
    void staleConfigurationsOfAnEarlierRunAreDeleted() {
        start(ConfigurationText.yaml(YAML));

        start(ConfigurationText.yaml("plugins: {database: [{name: other, type: sqlite3}]}"));

        assertThat(admin.deleted).containsExactly(DATABASE);
        assertThat(admin.entries)
                .containsKey("io.photinus.database.sqlite3~other")
                .doesNotContainKey(DATABASE);
    }

    @Test
    void configurationsOfOthersStay() {
        admin.edit("org.apache.karaf.log", null, Map.of("a", "b"));
        // A copy that somebody made of ours, mark included, for a targeted PID.
        admin.edit(DATABASE + "|bundle|1", "io.photinus.database.sqlite3", Map.of(Configurations.OWNED, DATABASE));

        start(ConfigurationText.yaml(""));

        assertThat(admin.deleted).isEmpty();
        assertThat(admin.properties("org.apache.karaf.log")).contains(entry("a", "b"));
    }

    @Test
    void configurationMadeByHandIsReplacedAtStart() {
        admin.edit(ENGINE, null, Map.of("broadcast.batch.size", "1", "mine", "x"));

        start(ConfigurationText.yaml(YAML));

        assertThat(admin.properties(ENGINE))
                .contains(entry("broadcast.batch.size", 200))
                .doesNotContainKey("mine");
    }

    @Test
    void changeByHandIsPutBack() {
        ConfigurationSet set = start(ConfigurationText.yaml(YAML));
        Map<String, Object> before = admin.properties(DATABASE);
        Map<String, Object> edited = new TreeMap<>(before);
        edited.put("url", "mine.db");
        admin.edit(DATABASE, "io.photinus.database.sqlite3", edited);

        set.configurationEvent(event(ConfigurationEvent.CM_UPDATED, DATABASE));

        assertThat(admin.properties(DATABASE)).isEqualTo(before);
    }

    @Test
    void deletionByHandIsPutBack() {
        ConfigurationSet set = start(ConfigurationText.yaml(YAML));
        admin.entries.remove(DATABASE);

        set.configurationEvent(event(ConfigurationEvent.CM_DELETED, DATABASE));

        assertThat(admin.properties(DATABASE)).contains(entry("url", "a.db"));
    }

    @Test
    void ownWritesAndConfigurationsOfOthersAreLeftAlone() {
        ConfigurationSet set = start(ConfigurationText.yaml(YAML));
        admin.edit("org.apache.karaf.log", null, Map.of("a", "b"));
        admin.written.clear();

        set.configurationEvent(event(ConfigurationEvent.CM_UPDATED, DATABASE));
        set.configurationEvent(event(ConfigurationEvent.CM_UPDATED, "org.apache.karaf.log"));

        assertThat(admin.written).isEmpty();
    }

    @Test
    void setThatCannotBeUsedEndsTheProcessAndWritesNothing() {
        for (ConfigurationText bad : List.of(
                ConfigurationText.yaml("http: {port: abc}"),
                ConfigurationText.yaml("http: [").set("http.port=1"),
                ConfigurationText.yaml("namespaces: {predefined: [{name: other}]}"),
                ConfigurationText.yaml("plugins: {database: [{name: x}]}"),
                ConfigurationText.yaml("").set("nonsense"))) {
            exits.clear();

            start(bad);

            assertThat(exits).containsExactly(1);
            assertThat(admin.written).isEmpty();
        }
    }

    @Test
    void missingFileEndsTheProcess() {
        new ConfigurationSet(new Sources(Path.of("no", "such.yml"), Map.of(), ""), admin, exits::add);

        assertThat(exits).containsExactly(1);
    }

    @Test
    void brokenSetGuardsNothing() {
        ConfigurationSet set = start(ConfigurationText.yaml("http: {port: abc}"));

        set.configurationEvent(event(ConfigurationEvent.CM_UPDATED, ENGINE));

        assertThat(admin.written).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static ConfigurationEvent event(int type, String pid) {
        ServiceReference<ConfigurationAdmin> reference = (ServiceReference<ConfigurationAdmin>) Proxy.newProxyInstance(
                ConfigurationSetTest.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (proxy, method, args) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
        return new ConfigurationEvent(reference, type, null, pid);
    }
}
