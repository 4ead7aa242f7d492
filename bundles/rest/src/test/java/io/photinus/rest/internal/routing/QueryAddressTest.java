package io.photinus.rest.internal.routing;

import java.util.List;
import java.util.stream.Stream;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The addresses at which lists take a query in JSON are ours alone (decision 13). */
class QueryAddressTest {
    /** Every POST of FireFly's API, those that this node has not yet included. */
    private static final List<String> POSTS = List.of(
            "apis",
            "apis/{apiName}/invoke/{methodPath}",
            "apis/{apiName}/listeners/{eventPath}",
            "apis/{apiName}/publish",
            "apis/{apiName}/query/{methodPath}",
            "batches/{batchid}/cancel",
            "contracts/deploy",
            "contracts/interfaces",
            "contracts/interfaces/{name}/{version}/publish",
            "contracts/interfaces/generate",
            "contracts/invoke",
            "contracts/listeners",
            "contracts/listeners/signature",
            "contracts/query",
            "data",
            "data/{dataid}/blob/publish",
            "data/{dataid}/value/publish",
            "datatypes",
            "identities",
            "messages/broadcast",
            "messages/private",
            "messages/requestreply",
            "network/action",
            "network/nodes/self",
            "network/organizations",
            "network/organizations/self",
            "operations/{opid}/retry",
            "pins/rewind",
            "subscriptions",
            "tokens/approvals",
            "tokens/burn",
            "tokens/mint",
            "tokens/pools",
            "tokens/pools/{nameOrId}/publish",
            "tokens/transfers",
            "verifiers/resolve");

    /** Every list of FireFly's API that takes filters. */
    static Stream<String> lists() {
        return Stream.of(
                "messages",
                "messages/{msgid}/events",
                "data",
                "data/{dataid}/messages",
                "datatypes",
                "batches",
                "pins",
                "nextpins",
                "events",
                "subscriptions",
                "subscriptions/{subid}/events",
                "transactions",
                "operations",
                "blockchainevents",
                "identities",
                "identities/{iid}/verifiers",
                "network/identities",
                "network/nodes",
                "network/organizations",
                "verifiers",
                "groups",
                "contracts/interfaces",
                "contracts/listeners",
                "apis",
                "apis/{apiName}/listeners/{eventPath}",
                "tokens/pools",
                "tokens/transfers",
                "tokens/balances",
                "tokens/accounts",
                "tokens/accounts/{key}/pools",
                "tokens/approvals");
    }

    @ParameterizedTest
    @MethodSource("lists")
    void meetNoOperationOfFireFly(String list) {
        PathTemplate query = new PathTemplate(list + "/query");
        for (String post : POSTS) {
            PathTemplate operation = new PathTemplate(post);
            // Whatever stands in the variables, if it be the words of the other path.
            assertThat(operation.match(filled(list, post) + "/query")).as(post).isNull();
            assertThat(query.match(filled(post, list + "/query"))).as(post).isNull();
        }
    }

    private static String filled(String template, String other) {
        String[] parts = template.split("/");
        String[] others = other.split("/");
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].startsWith("{")) {
                parts[i] = i < others.length && !others[i].startsWith("{") ? others[i] : "query";
            }
        }
        return String.join("/", parts);
    }

    @Path("v1/namespaces/{ns}/things")
    public static final class Things {
        @GET
        @Route(id = "getThings", does = "-", filter = "messages", list = true)
        public void list() {}

        @GET
        @Path("{id}")
        @Route(id = "getThing", does = "-", filter = "messages")
        public void get() {}

        @GET
        @Path("{id}/parts")
        @Route(id = "getParts", does = "-", filter = "events", list = true)
        public void parts() {}

        @GET
        @Path("{id}/whole")
        @Route(id = "getWhole", does = "-", list = true)
        public void whole() {}

        @POST
        @Path("{id}/query")
        @Route(id = "postQuery", does = "-")
        public void query() {}
    }

    private final RouteTable table = RouteTable.of(List.of(new Things()));

    @ParameterizedTest
    @CsvSource({
        "POST, v1/things/query, getThings, true, /v1/namespaces/home/things",
        "POST, v1/namespaces/a/things/query, getThings, true, /v1/namespaces/a/things",
        "POST, v1/things/x/parts/query, getParts, true, /v1/namespaces/home/things/x/parts",
        "GET, v1/things/query, getThing, false, /v1/namespaces/home/things/query",
        "GET, v1/things, getThings, false, /v1/namespaces/home/things",
        "POST, v1/things/x/query, postQuery, false, /v1/namespaces/home/things/x/query"
    })
    void leadToTheList(String method, String path, String id, boolean query, String target) {
        RouteTable.Found found = table.find(method, path, () -> "home");

        assertThat(found.endpoint()).isNotNull();
        assertThat(found.endpoint().route().id()).isEqualTo(id);
        assertThat(found.query()).isEqualTo(query);
        assertThat(found.target()).isEqualTo(target);
    }

    @Test
    void areThereForListsWithFiltersOnly() {
        assertThat(table.find("POST", "v1/things/x/whole/query", () -> "home").endpoint())
                .isNull();
        assertThat(table.find("PUT", "v1/things/query", () -> "home").endpoint())
                .isNull();
        assertThat(table.endpoints()).hasSize(5);
    }
}
