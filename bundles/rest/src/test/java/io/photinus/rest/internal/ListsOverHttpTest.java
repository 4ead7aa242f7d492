package io.photinus.rest.internal;

import io.photinus.rest.internal.resources.Edge;
import io.photinus.rest.internal.routing.Endpoint;
import io.photinus.rest.internal.routing.RouteTable;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.query.AnyOf;
import io.photinus.types.query.Query;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.ws.rs.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Filters, queries in JSON, counts and time limits of lists, from outside. */
class ListsOverHttpTest {
    private static final String ID = FakeNamespace.ID.toString();

    private static ApiServer api;

    @BeforeAll
    static void start() throws Exception {
        api = new ApiServer(Settings.DEFAULTS);
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @BeforeEach
    void usual() {
        api.node.ns1.onList = () -> {};
        api.node.ns1.events = 1;
        api.node.ns1.queries.clear();
    }

    private static Query lastQuery() throws Exception {
        Query query = api.node.ns1.queries.poll(20, TimeUnit.SECONDS);
        assertThat(query).isNotNull();
        return query;
    }

    private static List<Endpoint> lists() {
        try (Edge edge = new Edge(api.node, Settings.DEFAULTS)) {
            List<Object> resources = new RestApplication(Settings.DEFAULTS, api.node, edge, List.of())
                    .getSingletons().stream()
                            .filter(object -> object.getClass().isAnnotationPresent(Path.class))
                            .toList();
            return RouteTable.of(resources).endpoints().stream()
                    .filter(endpoint -> endpoint.route().list())
                    .filter(endpoint -> !endpoint.route().filter().isEmpty())
                    .toList();
        }
    }

    @Test
    void everyListTakesAQueryInJsonInBothAddressForms() throws Exception {
        List<String> asked = new ArrayList<>();
        for (Endpoint list : lists()) {
            for (String path : List.of(list.shownShortPath(), list.shownPath())) {
                String target = "/api/v1" + path.replace("{ns}", "ns1").replaceAll("[{][^}]*[}]", ID);

                Reply plain = api.get(target + "?limit=3&count");
                Reply queried = api.json("POST", target + "/query?ignored=1", "{\"limit\":3,\"count\":true}");

                assertThat(queried.status()).as(target + queried.body()).isEqualTo(200);
                assertThat(queried.body()).as(target).isEqualTo(plain.body());
                assertThat(api.json("POST", target + "/query", "{\"limit\":1001}")
                                .body())
                        .as(target)
                        .contains("FF00192");
                asked.add(target);
            }
        }
        assertThat(asked).hasSizeGreaterThanOrEqualTo(2 * 18).doesNotHaveDuplicates();
    }

    @Test
    void handsAQueryInJsonToTheNamespace() throws Exception {
        Reply reply = api.json(
                "POST",
                "/api/v1/messages/query?fetchdata&tag=nothing&photinus.query=%7B%7D",
                "{\"eq\":[{\"field\":\"tag\",\"value\":\"ä & + %\"}],\"or\":[{},{\"null\":[{\"field\":\"cid\"}]}]}");
        Query query = lastQuery();

        assertThat(reply.body()).contains("\"value\":");
        assertThat(query.conditions()).hasSize(1);
        assertThat(query.conditions().get(0).matches().get(0).value()).isEqualTo("ä & + %");
        assertThat(query.where().choices()).extracting(AnyOf::alternatives).satisfiesExactly(each -> assertThat(each)
                .hasSize(2));
    }

    @Test
    void takesNoQueryInJsonFromAParameter() throws Exception {
        api.get("/api/v1/messages?photinus.query=%7B%22limit%22:3%7D");

        assertThat(lastQuery().limit()).isEqualTo(25);
    }

    @ParameterizedTest(name = "{0} {2}: {4}")
    @CsvSource(quoteCharacter = '`', delimiter = ';', textBlock = """
                    /messages/query                 ; application/json ; {}                                          ; 200 ; ``
                    /messages/query                 ; text/plain       ; {}                                          ; 415 ; FF00162:
                    /messages/query                 ; application/x-www-form-urlencoded ; a=1                        ; 415 ; FF00162:
                    /messages/query                 ; ``               ; {}                                          ; 415 ; FF00162:
                    /messages/query                 ; application/json ; ``                                          ; 400 ; EOF
                    /messages/query                 ; application/json ; {                                           ; 400 ; invalid JSON
                    /messages/query                 ; application/json ; {"eq":[{"field":"x","value":1}]}            ; 400 ; FF00142:
                    /messages/query                 ; application/json ; {"is":[]}                                   ; 400 ; FF00190:
                    /messages/query                 ; application/json ; {"skip":1001}                               ; 400 ; FF00191:
                    /messages/query                 ; application/json ; {"lt":[{"field":"tag","value":"","not":true}]} ; 400 ; FF00193:
                    /messages/query                 ; application/json ; {"eq":[{"field":"sequence","value":"x"}]}   ; 400 ; FF00143:
                    /messages/query                 ; application/json ; {"eq":[{"field":"tag"}]}                    ; 400 ; FF00144:
                    /messages/query                 ; application/json ; {"contains":[{"field":"created","value":1}]} ; 400 ; FF00145:
                    /namespaces/none/messages/query ; application/json ; {"is":[]}                                   ; 400 ; FF00190:
                    /namespaces/none/messages/query ; application/json ; {"eq":[{"field":"sequence","value":"x"}]}   ; 404 ; FF10436:
                    /messages/x/query               ; application/json ; {}                                          ; 404 ; FF10109:
                    /status/query                   ; application/json ; {}                                          ; 404 ; FF10109:
                    /messages/ID/data/query         ; application/json ; {}                                          ; 404 ; FF10109:
                    """)
    void refusesQueriesInJson(String target, String contentType, String body, int status, String error)
            throws Exception {
        String[] headers = contentType.isEmpty() ? new String[0] : new String[] {"Content-Type: " + contentType};

        Reply reply = api.send("POST", "/api/v1" + target.replace("ID", ID), body, headers);

        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        if (status >= 300) {
            assertThat(reply.body()).startsWith("{\"error\":\"" + error).endsWith("\"}\n");
        }
    }

    /** Every code of api 6.1 to 6.4, in the text form. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '`', delimiter = ';', textBlock = """
                    messages?sequence=x                          ; FF00143
                    messages?sequence=                           ; FF00143
                    messages?sequence=9223372036854775808        ; FF00143
                    messages?sequence=1.5                        ; FF00143
                    messages?sequence=0x10                       ; FF00143
                    messages?sequence=%D9%A1                     ; FF00143
                    messages?sequence=>                          ; FF00143
                    messages?created=soon                        ; FF00143
                    messages?created=2024-01-01                  ; FF00143
                    messages?created=>=x                         ; FF00143
                    messages?tag=a&sequence=x                    ; FF00143
                    messages?sequence=1&sequence=x               ; FF00143
                    data?blob.size=1e3                           ; FF00143
                    messages?tag=?@                              ; FF00144
                    messages?tag=?^                              ; FF00144
                    messages?tag=?$                              ; FF00144
                    messages?tag=?:                              ; FF00144
                    messages?tag=!?:                             ; FF00144
                    messages?tag=?:=                             ; FF00144
                    messages?sequence=@1                         ; FF00145
                    messages?sequence=^1                         ; FF00145
                    messages?sequence=$1                         ; FF00145
                    messages?sequence=:1                         ; FF00145
                    messages?sequence=!:1                        ; FF00145
                    messages?created=:1                          ; FF00145
                    messages?confirmed=!@1                       ; FF00145
                    pins?masked=:true                            ; FF00145
                    pins?dispatched=^t                           ; FF00145
                    pins?index=?:                                ; FF00145
                    messages?skip=1001                           ; FF00191
                    messages?SKIP=99999999999999999999           ; FF00191
                    messages?limit=1001                          ; FF00192
                    messages?limit=%2B1001                         ; FF00192
                    messages?Limit=99999999999999999999          ; FF00192
                    messages?sequence=!>5                        ; FF00193
                    messages?sequence=>!5                        ; FF00193
                    messages?sequence=:<5                        ; FF00193
                    messages?tag=?<=x                            ; FF00193
                    messages?tag=<?                              ; FF00193
                    messages?tag=[!>=x                           ; FF00193
                    """)
    void refusesBadFilters(String target, String code) throws Exception {
        Reply reply = api.get("/api/v1/" + target);

        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.body()).startsWith("{\"error\":\"" + code + ": ");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '`', delimiter = ';', textBlock = """
                    messages?id=not-a-uuid
                    messages?hash=xyz
                    messages?tag=?
                    messages?tag=?x@
                    messages?tag=>@x
                    messages?tag==?:
                    messages?tag=%00
                    messages?sequence=%2B5
                    messages?sequence=-9223372036854775808
                    messages?sequence=[]5
                    pins?masked=maybe
                    pins?masked=
                    messages?limit=-1&skip=-1
                    messages?limit=many&skip=few
                    messages?sort=nope,-nope&ascending=1
                    messages?fields=id&unknown=>>!@
                    messages?created=1700000000&created=1700000000000&created=1700000000000000000
                    """)
    void takesWhatFireFlyTakes(String target) throws Exception {
        assertThat(api.get("/api/v1/" + target).status()).isEqualTo(200);
    }

    @Test
    void asksForNoMoreThanTheRequestMayTake() throws Exception {
        api.get("/api/v1/messages");
        assertThat(lastQuery().timeout()).isEqualTo(Duration.ofSeconds(120));
        api.send("GET", "/api/v1/messages", "", "Request-Timeout: 250ms");
        assertThat(lastQuery().timeout()).isEqualTo(Duration.ofMillis(250));
        api.send("GET", "/api/v1/messages?limit=0", "", "Request-Timeout: 5");
        assertThat(lastQuery().timeout()).isEqualTo(Duration.ofSeconds(5));
        api.send("POST", "/api/v1/events/query", "{}", "Request-Timeout: 2h", "Content-Type: application/json");
        assertThat(lastQuery().timeout()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void answers408WhenTheDatabaseTakesTooLong() throws Exception {
        api.node.ns1.onList = () -> {
            throw NodeProblem.wrap(ErrorCode.FF00166, new NodeProblem(ErrorCode.FF00176), "120s");
        };

        Reply reply = api.get("/api/v1/messages");

        assertThat(reply.status()).isEqualTo(408);
        assertThat(reply.body())
                .isEqualTo("{\"error\":\"FF00166: The request ran longer than its time limit of 120s:"
                        + " FF00176: The database query failed\"}\n");
    }

    @Test
    void countsUpToALimit() throws Exception {
        api.get("/api/v1/messages?count");
        assertThat(lastQuery().countUpTo()).isEqualTo(1_000_000);
        api.get("/api/v1/messages");
        assertThat(lastQuery().countUpTo()).isZero();

        api.node.ns1.capped = true;
        assertThat(api.get("/api/v1/messages?count").body())
                .startsWith("{\"count\":1,\"total\":42,\"items\":[{")
                .endsWith("}],\"isCapped\":true}\n");
        api.node.ns1.capped = false;
    }
}
