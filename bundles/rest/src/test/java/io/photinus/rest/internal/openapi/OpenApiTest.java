package io.photinus.rest.internal.openapi;

import io.photinus.rest.internal.routing.Doc;
import io.photinus.rest.internal.routing.Route;
import io.photinus.rest.internal.routing.RouteTable;
import io.photinus.types.Datatype;
import io.photinus.types.Event;
import io.photinus.types.json.Json;
import io.photinus.types.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.QueryParam;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import static org.assertj.core.api.Assertions.assertThat;

class OpenApiTest {
    @Path("v1/namespaces/{ns}/things")
    public static final class Things {
        @GET
        @Route(id = "getThings", does = "Lists: things", filter = "pins", output = Event.class, list = true)
        public void list(@QueryParam("fetchall") @Doc("Fetches all") boolean all) {}

        @POST
        @Path("{thing}/go")
        @Route(
                id = "postThing",
                does = "Sets a thing going",
                output = Event.class,
                readOnly = {"id", "message"},
                deprecated = true)
        public void go(
                Datatype body,
                @PathParam("thing") @Doc("The thing") String thing,
                @QueryParam("confirm") boolean confirm) {}

        @DELETE
        @Path("{did: did:.+}")
        @Route(id = "deleteThing", does = "Deletes a thing", ok = 204)
        public void delete() {}
    }

    private final OpenApi documents = new OpenApi(RouteTable.of(List.of(new Things())), 25);
    private final JsonObject whole = JsonObject.parse(Json.write(documents.whole("https://node.test")));

    private JsonObject operation(String path, String method) {
        return whole.object("paths").object(path).object(method);
    }

    private static List<JsonObject> parameters(JsonObject operation) {
        List<JsonObject> parameters = new ArrayList<>();
        for (Object parameter : (List<?>) operation.get("parameters")) {
            parameters.add((JsonObject) parameter);
        }
        return parameters;
    }

    @Test
    void listsAnOperationOfANamespaceTwice() {
        assertThat(whole.object("paths").fields())
                .containsOnlyKeys(
                        "/things",
                        "/things/{thing}/go",
                        "/things/{did}",
                        "/namespaces/{ns}/things",
                        "/namespaces/{ns}/things/{thing}/go",
                        "/namespaces/{ns}/things/{did}");
        assertThat(operation("/things", "get").string("operationId")).isEqualTo("getThings");
        assertThat(operation("/things", "get").get("tags")).isEqualTo(List.of("Default Namespace"));
        assertThat(operation("/namespaces/{ns}/things", "get").string("operationId"))
                .isEqualTo("getThingsNamespace");
        assertThat(operation("/namespaces/{ns}/things", "get").get("tags")).isEqualTo(List.of("Non-Default Namespace"));
    }

    @Test
    void namesTheParametersOfAnOperation() {
        assertThat(parameters(operation("/things", "get")))
                .extracting(parameter -> parameter.string("in") + " " + parameter.string("name"))
                .containsExactly(
                        "query fetchall",
                        "header Request-Timeout",
                        "query batch",
                        "query created",
                        "query dispatched",
                        "query hash",
                        "query index",
                        "query masked",
                        "query sequence",
                        "query sort",
                        "query ascending",
                        "query descending",
                        "query skip",
                        "query limit",
                        "query count");
        assertThat(parameters(operation("/namespaces/{ns}/things/{thing}/go", "post")))
                .extracting(parameter ->
                        parameter.string("in") + " " + parameter.string("name") + " " + parameter.string("required"))
                .containsExactly("path thing true", "path ns true", "query confirm ", "header Request-Timeout ");
    }

    @Test
    void statesTheCodesAndBodiesOfAnOperation() {
        JsonObject post = operation("/things/{thing}/go", "post");

        assertThat(post.object("responses").fields()).containsOnlyKeys("200", "202", "default");
        assertThat(post.get("deprecated")).isEqualTo(true);
        assertThat(post.object("requestBody")
                        .object("content")
                        .object("application/json")
                        .object("schema")
                        .object("properties")
                        .fields())
                .containsOnlyKeys("validator", "namespace", "name", "version", "hash", "created", "value");
        assertThat(operation("/things/{did}", "delete").object("responses"))
                .hasToString("{\"204\":{\"content\":{\"application/json\":{}},\"description\":\"Success\"},"
                        + "\"default\":{\"description\":\"\"}}");
        assertThat(operation("/things", "get")
                        .object("responses")
                        .object("200")
                        .object("content")
                        .object("application/json")
                        .object("schema")
                        .object("items")
                        .object("properties")
                        .object("sequence"))
                .hasToString("{\"format\":\"int64\",\"type\":\"integer\"}");
    }

    @Test
    void describesANamespaceByPathsRelativeToIt() {
        JsonObject document = JsonObject.parse(Json.write(documents.namespace("https://node.test", "a")));

        assertThat(document.object("paths").fields())
                .containsOnlyKeys("/things", "/things/{thing}/go", "/things/{did}");
        assertThat(document.get("servers"))
                .isEqualTo(List.of(JsonObject.of(Map.of("url", "https://node.test/api/v1/namespaces/a"))));
    }

    @Test
    void saysTheSameInYaml() {
        String text = io.photinus.rest.internal.openapi.Yaml.write(documents.whole("https://node.test"));

        Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);

        assertThat(JsonObject.parse(Json.write(read))).isEqualTo(whole);
    }

    @Test
    void quotesWhatYamlWouldReadOtherwise() {
        String text = io.photinus.rest.internal.openapi.Yaml.write(Map.of(
                "a", List.of("true", "1.0", "", "a: b", "- x", "No", "# c", "plain words", List.of(), Map.of())));

        assertThat(text).isEqualTo("""
                        a:
                          - "true"
                          - "1.0"
                          - ""
                          - "a: b"
                          - "- x"
                          - "No"
                          - "# c"
                          - plain words
                          - []
                          - {}
                        """);
    }
}
