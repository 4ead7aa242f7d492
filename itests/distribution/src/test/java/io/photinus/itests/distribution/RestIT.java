package io.photinus.itests.distribution;

import io.photinus.itests.distribution.On.Form;
import io.photinus.types.json.JsonObject;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The addresses of the API and its rules about requests. */
@InEach({Form.ONE_PROCESS, Form.PROCESS_PER_MEMBER})
@Order(3)
class RestIT {
    private final Party party;
    private final String node;
    private final String namespace;

    RestIT(Network network) {
        // Its namespace is the default one, so that both forms of an address mean the same.
        this.party = network.first();
        this.node = party.api().node().toString();
        this.namespace = node + "/api/v1/namespaces/" + party.api().namespace();
    }

    @Test
    void answersOnBothFormsOfAnAddress() {
        String id = party.send("rest-forms", "text");
        for (String path : List.of(
                "/messages/" + id + "/data",
                "/network/organizations/" + party.org(),
                "/network/nodes",
                "/verifiers",
                "/datatypes?count")) {
            var named = Http.get(namespace + path);
            assertThat(named.statusCode()).as(path).isEqualTo(200);
            assertThat(Http.get(node + "/api/v1" + path).body()).as(path).isEqualTo(named.body());
        }
    }

    @Test
    void sendsDoubleSlashesToTheCleanAddressAndKeepsTheQuery() {
        var answer = Http.get(namespace + "//network/organizations?limit=1&x=%20y");

        assertThat(answer.statusCode()).isEqualTo(301);
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(location)
                .endsWith("/api/v1/namespaces/" + party.api().namespace() + "/network/organizations?limit=1&x=%20y");
        assertThat(Http.get(URI.create(node).resolve(location).toString()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesWhatItDoesNotServe() {
        assertRefused(Http.get(node + "/api/v1/nonsense"), 404, "FF10109");
        assertRefused(Http.get(namespace + "/messages/"), 404, "FF10109");
        assertRefused(Http.get(node + "/api/v1/namespaces/unknown/messages"), 404, "FF10436");
        assertRefused(Http.get(namespace + "/messages/not-an-id"), 400, "FF00138");
        assertRefused(Http.get(namespace + "/messages/00000000-0000-4000-8000-000000000000"), 404, "FF10109");
        assertRefused(Http.post(namespace + "/messages/broadcast", null, "{}"), 415, "FF00162");
        assertRefused(Http.post(namespace + "/messages/broadcast", "application/xml", "{}"), 415, "FF00162");
        assertRefused(Http.get(namespace + "/messages?limit=1001"), 400, "FF00192");
    }

    private static void assertRefused(java.net.http.HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.uri().toString()).isEqualTo(status);
        assertThat(JsonObject.parse(answer.body()).string("error"))
                .as(answer.uri().toString())
                .startsWith(code);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void answersAnotherMethodWithNothing() {
        var answer = Http.post(namespace + "/messages", "application/json", "{}");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void takesRawCharactersInQueries() {
        String target = "/api/v1/namespaces/" + party.api().namespace()
                + "/messages?nonsense=^a|b[]$!@:?&tag=no|such[tag]^$&limit=1";

        assertThat(Http.raw(party.api().node(), target))
                .startsWith("HTTP/1.1 200")
                .endsWith("[]\n");
    }

    @Test
    void wrapsListsOnlyWhenTheyAreCounted() {
        assertThat(Http.get(namespace + "/messages?limit=1").body()).startsWith("[");
        JsonObject counted =
                JsonObject.parse(Http.get(namespace + "/messages?limit=1&count").body());
        assertThat(counted.integer("count")).isEqualTo(1);
        assertThat(counted.integer("total")).isEqualTo(party.count("messages"));
    }

    @Test
    void describesItselfAndServesWhatItDescribes() {
        JsonObject document =
                JsonObject.parse(Http.get(node + "/api/openapi.json").body());

        assertThat(document.string("openapi")).isEqualTo("3.0.2");
        JsonObject paths = document.object("paths");
        assertThat(paths.fields())
                .containsKeys("/messages/broadcast", "/namespaces/{ns}/messages/broadcast", "/status");
        List<String> plain = paths.fields().keySet().stream()
                .filter(path -> !path.contains("{") && paths.object(path).get("get") != null)
                .toList();
        assertThat(plain).hasSizeGreaterThan(10);
        for (String path : plain) {
            assertThat(Http.get(node + "/api/v1" + path).statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void isAlive() {
        assertThat(Http.get(party.metrics() + "/livez").statusCode()).isEqualTo(200);
        assertThat(Http.get(node + "/livez").statusCode()).isEqualTo(404);
    }

    @Test
    void saysWhatTheNamespaceIs() {
        JsonObject status = party.api().mustGet("status").object();

        assertThat(status.object("org").string("name")).isEqualTo(party.org());
        assertThat(status.object("org").get("registered")).isEqualTo(true);
        assertThat(status.object("node").get("registered")).isEqualTo(true);
        assertThat(status.object("multiparty").get("enabled")).isEqualTo(true);
        assertThat(status.string("problem")).isEmpty();
    }
}
