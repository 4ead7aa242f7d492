package io.photinus.rest.internal;

import io.photinus.api.Confirm;
import io.photinus.api.MessageDraft;
import io.photinus.rest.internal.resources.Edge;
import io.photinus.rest.internal.routing.Endpoint;
import io.photinus.rest.internal.routing.Route;
import io.photinus.rest.internal.routing.RouteTable;
import io.photinus.types.Message;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.error.Temporary;
import io.photinus.types.json.JsonObject;
import io.photinus.types.query.Match;
import io.photinus.types.query.Query;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AnswersOverHttpTest {
    private static final String ID = FakeNamespace.ID.toString();

    /** An operation that somebody adds. */
    @Path("v1/namespaces/{ns}/greetings")
    public static final class Greetings {
        @GET
        @Path("{name}")
        @Route(id = "getGreeting", does = "Greets", output = JsonObject.class)
        public JsonObject get(@PathParam("ns") String ns, @PathParam("name") String name) {
            return JsonObject.of(Map.of("hello", name, "from", ns));
        }
    }

    private ApiServer api;

    @BeforeEach
    void start() throws Exception {
        api = new ApiServer(Settings.DEFAULTS, new Greetings());
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    private Query lastQuery() throws InterruptedException {
        Query query = api.node.ns1.queries.poll(10, TimeUnit.SECONDS);
        assertThat(query).isNotNull();
        return query;
    }

    @Test
    void answersEveryOperationInBothFormsWithItsDeclaredStatus() throws Exception {
        Set<String> seen = new HashSet<>();
        for (Endpoint endpoint : endpoints()) {
            for (String path : List.of(endpoint.shownPath(), endpoint.shownShortPath())) {
                String target = "/api/v1"
                        + path.replace("{ns}", "ns1")
                                .replace("{hash}", FakeNamespace.HASH.toString())
                                .replace("{did}", "did:firefly:org/o")
                                .replace("{name}", "n")
                                .replace("{version}", "v")
                                .replaceAll("[{][^}]*[}]", ID);
                String body = endpoint.body() == null ? "" : "{}";

                Reply reply = api.json(endpoint.httpMethod(), target, body);

                assertThat(reply.status()).as(endpoint + reply.body()).isEqualTo(endpoint.status(false));
                seen.add(endpoint.httpMethod() + target);
            }
            if (!endpoint.route().filter().isEmpty()) {
                String target = "/api/v1" + endpoint.shownShortPath().replaceAll("[{][^}]*[}]", ID);
                assertThat(api.get(target + "?limit=1001").body()).as(target).contains("FF00192");
            }
        }
        assertThat(seen).hasSize(2 * 51 + 2);
    }

    private List<Endpoint> endpoints() {
        List<Object> resources = new RestApplication(
                        Settings.DEFAULTS, api.node, new Edge(api.node, Settings.DEFAULTS), List.of(new Greetings()))
                .getSingletons().stream()
                        .filter(object -> object.getClass().isAnnotationPresent(Path.class))
                        .toList();
        return RouteTable.of(resources).endpoints().stream()
                .filter(endpoint -> !endpoint.route().document())
                .toList();
    }

    @Test
    void servesAnOperationThatIsAdded() throws Exception {
        assertThat(api.get("/api/v1/greetings/you%252Fme").body())
                .isEqualTo("{\"from\":\"ns1\",\"hello\":\"you/me\"}\n");
        assertThat(api.get("/api/v1/namespaces/ns2/greetings/a+b").body())
                .isEqualTo("{\"from\":\"ns2\",\"hello\":\"a b\"}\n");
        assertThat(api.get("/api/openapi.json").body())
                .contains("\"/greetings/{name}\"", "\"getGreeting\"", "\"getGreetingNamespace\"");
    }

    @Test
    void wrapsAListInAnEnvelopeOnlyWhenTheCountIsAsked() throws Exception {
        assertThat(api.get("/api/v1/events").body()).startsWith("[{\"id\":");
        assertThat(api.get("/api/v1/events?count=false").body()).startsWith("[{\"id\":");
        assertThat(api.get("/api/v1/events?count").body())
                .startsWith("{\"count\":1,\"total\":42,\"items\":[{\"id\":")
                .endsWith("}]}\n");
        assertThat(api.get("/api/v1/pins").body()).isEqualTo("[]\n");
        assertThat(api.get("/api/v1/transactions/" + ID + "/operations?count").body())
                .startsWith("[{");
    }

    @Test
    void handsFiltersToTheNamespace() throws Exception {
        api.get("/api/v1/messages?Tag=^a%5E+b|c&limit=3&sort=-created");
        Query query = lastQuery();

        assertThat(query.limit()).isEqualTo(3);
        assertThat(query.conditions().get(0).field().name()).isEqualTo("tag");
        assertThat(query.conditions().get(0).matches().get(0).value()).isEqualTo("a^ b|c");
        assertThat(query.sort().get(0).descending()).isTrue();
    }

    @Test
    void listsOrganizationsAndNodesAsIdentitiesOfThatType() throws Exception {
        api.get("/api/v1/network/organizations?name=x");
        assertThat(lastQuery().conditions())
                .extracting(condition -> condition.field().name() + "="
                        + condition.matches().get(0).value())
                .containsExactly("name=x", "type=org");
        api.get("/api/v1/network/nodes");
        assertThat(lastQuery().conditions().get(0).matches()).containsExactly(Match.equal("node"));
    }

    @Test
    void narrowsTheKeysOfAnIdentity() throws Exception {
        api.get("/api/v1/identities/" + ID + "/verifiers?type=!=dx_peer_id");

        assertThat(lastQuery().conditions())
                .extracting(condition -> condition.field().name() + condition.matches())
                .containsExactly(
                        "type[Match[operator=EQUAL, negate=true, ignoreCase=false, value=dx_peer_id]]",
                        "identity[Match[operator=EQUAL, negate=false, ignoreCase=false, value=" + ID + "]]");
    }

    @Test
    void putsDataIntoMessages() throws Exception {
        String data = "\"data\":[{\"id\":\"" + ID + "\",\"hash\":\"" + FakeNamespace.HASH
                + "\",\"validator\":\"json\",\"datatype\":{\"name\":\"d\",\"version\":\"1\"},"
                + "\"value\":{\"z\":1,\"a\":\"\\u003c\"}}]";

        assertThat(api.get("/api/v1/messages?fetchdata").body()).startsWith("[").contains(data);
        assertThat(api.get("/api/v1/messages/" + ID + "?fetchdata=true").body()).contains(data);
        assertThat(api.get("/api/v1/messages/" + ID + "?FetchData").body())
                .contains("\"data\":[{\"id\":\"" + ID + "\",\"hash\":\"" + FakeNamespace.HASH + "\"}]");
    }

    @Test
    void sendsAValueAsItIsStored() throws Exception {
        Reply reply = api.get("/api/v1/data/" + ID + "/value");

        assertThat(reply.body()).isEqualTo("{\"z\":1,\"a\":\"\\u003c\"}");
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void addsWhatEventsAreAbout() throws Exception {
        assertThat(api.get("/api/v1/events?fetchreferences").body()).contains("\"message\":{\"header\":");
        assertThat(api.get("/api/v1/events?fetchreference").body()).contains("\"message\":{\"header\":");
        assertThat(api.get("/api/v1/events/" + ID + "?fetchreference").body()).contains("\"message\":{\"header\":");
        assertThat(api.get("/api/v1/events/" + ID).body()).doesNotContain("\"message\":");
    }

    @Test
    void addsKeysToIdentities() throws Exception {
        String keys = "\"verifiers\":[{\"type\":\"ethereum_address\",\"value\":\"0x1\"}]";

        assertThat(api.get("/api/v1/identities?fetchverifiers").body()).contains(keys);
        assertThat(api.get("/api/v1/network/identities?fetchverifiers").body()).contains(keys);
        assertThat(api.get("/api/v1/identities/" + ID + "?fetchverifiers").body())
                .contains(keys);
        assertThat(api.get("/api/v1/identities/" + ID).body()).doesNotContain("verifiers");
    }

    @Test
    void readsADidWithSlashesBeforeAnythingElse() throws Exception {
        api.get("/api/v1/identities/did:firefly:org/o/verifiers");
        api.get("/api/v1/network/identities/did:firefly:org/o?fetchverifiers");

        assertThat(api.node.ns1.inputs).containsExactly("did:firefly:org/o/verifiers", "did:firefly:org/o");
    }

    @Test
    void decodesPathValuesTwice() throws Exception {
        api.get("/api/v1/datatypes/a%252Fb/1%2B0");

        assertThat(api.node.ns1.inputs).containsExactly("a/b|1 0");
    }

    @Test
    void addsTheOffsetToASubscription() throws Exception {
        assertThat(api.get("/api/v1/subscriptions/" + ID + "?fetchstatus").body())
                .endsWith(",\"updated\":null,\"status\":{\"currentOffset\":12}}\n");
        assertThat(api.get("/api/v1/subscriptions/" + ID).body()).endsWith(",\"updated\":null}\n");
    }

    @Test
    void listsOnlyNamespacesThatServeUnlessAskedForAll() throws Exception {
        assertThat(api.get("/api/v1/namespaces?count&limit=1").body()).isEqualTo("""
                        [{"name":"ns1","networkName":"net-ns1","description":"About ns1","created":"2026-01-02T03:04:05.1Z"},\
                        {"name":"ns2","networkName":"net-ns2","description":"About ns2","created":"2026-01-02T03:04:05.1Z"}]
                        """);
        assertThat(api.get("/api/v1/namespaces?includeinitializing").body())
                .contains(
                        "\"initializing\":true,\"initializationError\":\"waits for its database\"",
                        "\"initializing\":true,\"initializationError\":\"names no database\"");
        assertThat(api.get("/api/v1/namespaces/ns1").body())
                .isEqualTo("{\"name\":\"ns1\",\"networkName\":\"net-ns1\",\"description\":\"About ns1\","
                        + "\"created\":\"2026-01-02T03:04:05.1Z\"}\n");
    }

    @Test
    void readsABroadcastWithoutRegardToCase() throws Exception {
        api.json(
                "POST",
                "/api/v1/namespaces/ns2/messages/broadcast?confirm",
                "{\"HEADER\":{\"Tag\":\"t\"},\"data\":[{\"value\": {\"b\": 1.50, \"a\": \"<\"}}]} and more");

        MessageDraft draft = (MessageDraft) api.node.ns2.inputs.remove();
        assertThat(draft.header().tag()).isEqualTo("t");
        assertThat(draft.data().get(0).value()).hasToString("{\"b\":1.50,\"a\":\"\\u003c\"}");
        assertThat(api.node.ns2.inputs).containsExactly(new Confirm(true, Duration.ofSeconds(120)));
    }

    @Test
    void leavesTheInputAtItsDefaultsWhenTheBodyIsNotJson() throws Exception {
        api.send("POST", "/api/v1/messages/broadcast", "x", "Content-Type: text/plain");

        assertThat(api.node.ns1.inputs).containsExactly(new MessageDraft(null, null, null), Confirm.NO);
    }

    @Test
    void answersWhenTheWorkIsDone() throws Exception {
        CompletableFuture<Message> work = new CompletableFuture<>();
        CountDownLatch asked = new CountDownLatch(1);
        api.node.ns1.onBroadcast = () -> {
            asked.countDown();
            return work;
        };
        CompletableFuture<Reply> reply = CompletableFuture.supplyAsync(this::broadcast);

        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(reply).isNotDone();
        work.complete(api.node.ns1.message());

        assertThat(reply.get(10, TimeUnit.SECONDS).status()).isEqualTo(202);
        assertThat(reply.get().header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.get().body()).startsWith("{\"header\":").endsWith("}\n");
    }

    private Reply broadcast() {
        try {
            return api.json("POST", "/api/v1/messages/broadcast", "{}");
        } catch (Exception problem) {
            throw new IllegalStateException(problem);
        }
    }

    @Test
    void answersTheProblemOfWorkThatFailsLater() throws Exception {
        CompletableFuture<Message> work = new CompletableFuture<>();
        api.node.ns1.onBroadcast = () -> work;
        CompletableFuture<Reply> reply = CompletableFuture.supplyAsync(this::broadcast);
        work.completeExceptionally(new CompletionException(new NodeProblem(ErrorCode.FF10430, "key", ID)));

        assertThat(reply.get(10, TimeUnit.SECONDS).status()).isEqualTo(409);
        assertThat(reply.get().body())
                .isEqualTo(
                        "{\"error\":\"FF10430: The idempotency key 'key' was used by message " + ID + " already\"}\n");
    }

    @Test
    void givesUpWhenTheTimeOfTheRequestIsOver() throws Exception {
        api.node.ns1.onBroadcast = CompletableFuture::new;

        Reply waiting = api.send(
                "POST",
                "/api/v1/messages/broadcast?confirm",
                "{}",
                "Content-Type: application/json",
                "Request-Timeout: 50ms");
        Reply storing = api.send(
                "POST", "/api/v1/messages/broadcast", "{}", "Content-Type: application/json", "Request-Timeout: 50ms");

        assertThat(waiting.status()).isEqualTo(408);
        assertThat(waiting.body())
                .isEqualTo("{\"error\":\"FF00166: The request ran longer than its time limit of 50ms: "
                        + "FF10260: Timed out after 50ms waiting for confirmation\"}\n");
        assertThat(storing.status()).isEqualTo(408);
        assertThat(storing.body())
                .isEqualTo("{\"error\":\"FF00166: The request ran longer than its time limit of 50ms\"}\n");
    }

    private static final class Away extends RuntimeException implements Temporary {
        Away() {
            super("the database is away");
        }
    }

    @Test
    void saysWhenToComeAgain() throws Exception {
        api.node.ns1.onStatus = () -> {
            throw new Away();
        };
        Reply away = api.get("/api/v1/status");
        api.node.ns1.onStatus = () -> {
            throw new NodeProblem(ErrorCode.PH10001, "the queue is full");
        };
        Reply full = api.get("/api/v1/status");

        assertThat(away.status()).isEqualTo(503);
        assertThat(away.header("Retry-After")).isEqualTo("1");
        assertThat(away.body()).isEqualTo("{\"error\":\"PH10001: the database is away\"}\n");
        assertThat(full.status()).isEqualTo(503);
        assertThat(full.header("Retry-After")).isEqualTo("1");
        assertThat(full.body()).isEqualTo("{\"error\":\"PH10001: the queue is full\"}\n");
    }

    @Test
    void hidesAndLogsOnceWhatNobodyExpected() throws Exception {
        api.node.ns1.onStatus = () -> {
            throw new IllegalStateException("a secret detail");
        };
        PrintStream console = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        Reply reply;
        try {
            reply = api.get("/api/v1/status");
        } finally {
            System.setErr(console);
        }

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body()).isEqualTo("{\"error\":\"FF10465: Internal error\"}\n");
        assertThat(reply.header("Retry-After")).isNull();
        String text = log.toString(StandardCharsets.UTF_8);
        assertThat(text.split("ERROR", -1)).hasSize(2);
        assertThat(text.split("a secret detail", -1)).hasSize(2);
        assertThat(text).contains("IllegalStateException", "\tat ");
    }

    @Test
    void describesItselfUnderAllNamesAndMethods() throws Exception {
        String json = api.get("/api/openapi.json").body();

        assertThat(api.get("/api/swagger.json").body()).isEqualTo(json);
        assertThat(api.json("POST", "/api/openapi.json", "{}").body()).isEqualTo(json);
        assertThat(json)
                .startsWith("{\"components\":{},\"info\":{\"title\":\"Hyperledger FireFly\",\"version\":\"1.0\"},"
                        + "\"openapi\":\"3.0.2\",\"paths\":{\"/batches\":{\"get\":")
                .endsWith("\"servers\":[{\"url\":\"http://node.test:5000/api/v1\"}]}\n");
        for (String name : List.of("/api/openapi.yaml", "/api/swagger.yaml")) {
            Reply yaml = api.get(name);
            assertThat(yaml.header("Content-Type")).isEqualTo("application/x-yaml");
            assertThat(yaml.body()).startsWith("components: {}\ninfo:\n  title: Hyperledger FireFly\n");
        }
        assertThat(api.get("/api/v1/namespaces/any/api/swagger.json").body())
                .contains("\"/messages/broadcast\"", "\"url\":\"http://node.test:5000/api/v1/namespaces/any\"")
                .doesNotContain("getMsgsNamespace", "{ns}");
        assertThat(api.get("/api/openapi.xml").status()).isEqualTo(404);
    }
}
