package io.photinus.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CatalogueTest {
    private final Catalogue catalogue = Catalogue.load();

    @Test
    void everyDefaultFitsItsType() {
        Map<String, Object> values = new LinkedHashMap<>();

        ServerPlan.put(
                values,
                new Sources(null, Map.of(), "").load().settings(),
                key -> !key.equals("debug.port") && !catalogue.find(key).type().matches("map|object"));

        assertThat(values).hasSizeGreaterThan(150);
    }

    @Test
    void everyTypeIsKnown() {
        assertThat(catalogue.keys())
                .extracting(Catalogue.Key::type)
                .containsOnly("string", "int", "count", "float", "bool", "duration", "bytes", "list", "map", "object");
    }

    @Test
    void sharedBlocksReachTheirSections() {
        assertThat(catalogue.find("monitoring.tls.caFile")).isNotNull();
        assertThat(catalogue
                        .find("plugins.blockchain[3].ethereum.ethconnect.retry.factor")
                        .defaultValue())
                .isEqualTo("2");
        assertThat(catalogue.find("namespaces.predefined[0].tlsConfigs[1].tls.cert"))
                .isNotNull();
    }

    @Test
    void knowsFreeContentAndListEntries() {
        assertThat(catalogue.knows("namespaces.predefined[0].multiparty.contract[1].location.any.thing"))
                .isTrue();
        assertThat(catalogue.knows("cors.origins[2]")).isTrue();
        assertThat(catalogue.knows("plugins.database")).isTrue();
        assertThat(catalogue.knows("plugins.database[0]")).isTrue();
        assertThat(catalogue.knows("http.port.deeper")).isFalse();
        assertThat(catalogue.knows("htttp.port")).isFalse();
    }
}
