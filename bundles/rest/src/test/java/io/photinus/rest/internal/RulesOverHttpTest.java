package io.photinus.rest.internal;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The rules of api 2, one request each. {@code ID} is a known id, {@code NOID} an unknown one. */
class RulesOverHttpTest {
    private static ApiServer api;

    @BeforeAll
    static void start() throws Exception {
        api = new ApiServer(Settings.DEFAULTS);
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    private static String filled(String text) {
        return text.replace("NOID", FakeNamespace.OTHER.toString()).replace("ID", FakeNamespace.ID.toString());
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(quoteCharacter = '`', textBlock = """
                    # method, target below /api/v1             , status, start of the error
                    # -- paths and methods
                    GET     , /nope                            , 404   , FF10109:
                    GET     , /messages/                       , 404   , FF10109:
                    GET     , /namespaces/ns1/messages/        , 404   , FF10109:
                    GET     , /messages/ID/nope                , 404   , FF10109:
                    GET     , /namespaces/ns2/ws               , 404   , FF10109:
                    GET     , /api/openapi.json                , 404   , FF10109:
                    GET     , /messages/a%2Fb                  , 404   , FF10109:
                    POST    , /status                          , 405   , ``
                    HEAD    , /status                          , 405   , ``
                    OPTIONS , /messages                        , 405   , ``
                    PATCH   , /messages/ID                     , 405   , ``
                    DELETE  , /namespaces/ns1/messages         , 405   , ``
                    GET     , /messages/broadcast              , 400   , FF00138: 'broadcast'
                    # -- path values
                    GET     , /messages/zz                     , 400   , FF00138: 'zz'
                    GET     , /namespaces/none/messages/zz     , 400   , FF00138: 'zz'
                    GET     , /messages/%7BID%7D               , 200   , ``
                    GET     , /messages/urn:uuid:ID            , 200   , ``
                    GET     , /verifiers/zz                    , 400   , FF00106:
                    GET     , /verifiers/aabb                  , 400   , FF00107:
                    # -- filters before the namespace, their values after it
                    GET     , /namespaces/none/messages?limit=1001     , 400, FF00192: The largest limit is 1,000
                    GET     , /namespaces/none/messages?skip=1001      , 400, FF00191: The largest skip is 1,000
                    GET     , /namespaces/none/messages?sequence=!>5   , 400, FF00193:
                    GET     , /namespaces/none/messages?sequence=x     , 404, FF10436:
                    GET     , /messages?sequence=x             , 400   , FF00143:
                    GET     , /messages?tag=?@                 , 400   , FF00144:
                    GET     , /messages?sequence=@1            , 400   , FF00145:
                    GET     , /messages?tag=^a|[b]$!@:?        , 200   , ``
                    GET     , /transactions/ID?limit=1001      , 400   , FF00192:
                    GET     , /data/ID/value?limit=1001        , 400   , FF00192:
                    GET     , /blockchainevents?subscriptionId=1&created=x&sort=nope , 200, ``
                    GET     , /messages?%zz=1                  , 400   , invalid URL escape
                    GET     , /messages?tag=%zz                , 400   , invalid URL escape
                    # -- namespaces
                    GET     , /namespaces/none                 , 404   , FF10436: Unknown namespace 'none'
                    GET     , /namespaces/none/status          , 404   , FF10436:
                    GET     , /namespaces/ns3                  , 412   , FF10441:
                    GET     , /namespaces/ns3/status           , 412   , FF10441:
                    GET     , /namespaces/ns4/messages         , 412   , FF10446: Namespace 'ns4' is not started: names no database
                    # -- nothing found
                    GET     , /data/NOID                       , 404   , FF00164:
                    GET     , /data/NOID/value                 , 404   , FF00164:
                    GET     , /events/NOID                     , 404   , FF00164:
                    GET     , /events/NOID?fetchreference      , 404   , FF00164:
                    GET     , /batches/NOID                    , 404   , FF00164:
                    GET     , /transactions/NOID               , 404   , FF00164:
                    GET     , /operations/NOID                 , 404   , FF00164:
                    GET     , /subscriptions/NOID              , 404   , FF00164:
                    GET     , /datatypes/unknown/1             , 404   , FF00164:
                    GET     , /messages/NOID                   , 404   , FF10109:
                    GET     , /identities/NOID                 , 404   , FF10109:
                    DELETE  , /subscriptions/NOID              , 404   , FF10109:
                    GET     , /messages/NOID/transaction       , 404   , FF10210:
                    # -- what is there, and headers that do not matter
                    GET     , /status                          , 200   , ``
                    DELETE  , /subscriptions/ID                , 204   , ``
                    """)
    void answersAsFireFlyDoes(String method, String target, int status, String error) throws Exception {
        Reply reply =
                api.send(method, filled("/api/v1" + target), "", "Accept: text/html", "X-HTTP-Method-Override: PUT");

        expect(reply, status, error);
    }

    @ParameterizedTest(name = "{0} {1}: {3}")
    @CsvSource(quoteCharacter = '`', textBlock = """
                    # method, target below /api/v1      , content type                     , body       , status, error
                    # -- content types
                    POST    , /messages/broadcast       , ``                               , {}         , 415   , FF00162:
                    POST    , /messages/broadcast       , text/html                        , {}         , 415   , FF00162:
                    POST    , /messages/broadcast       , application/json; charset=utf-8  , {}         , 202   , ``
                    POST    , /messages/broadcast       , APPLICATION/JSON                 , {}         , 202   , ``
                    POST    , /messages/broadcast       , text/plain                       , nonsense   , 202   , ``
                    POST    , /messages/broadcast       , application/x-www-form-urlencoded, a=1&b=2    , 202   , ``
                    POST    , /messages/broadcast       , application/x-www-form-urlencoded, a=1&a=2    , 400   , FF00250:
                    POST    , /messages/broadcast       , application/x-www-form-urlencoded, a=%zz      , 400   , FF00250:
                    POST    , /messages/broadcast       , multipart/form-data; boundary=x  , --x--      , 415   , FF00162:
                    POST    , /data                     , multipart/form-data; boundary=x  , --x--      , 400   , FF10414:
                    POST    , /operations/ID/retry      , ``                               , {}         , 415   , FF00162:
                    PUT     , /subscriptions            , ``                               , {}         , 415   , FF00162:
                    PUT     , /subscriptions            , application/jsonp                , {}         , 200   , ``
                    # -- bodies
                    POST    , /messages/broadcast       , application/json                 , ``         , 400   , EOF
                    POST    , /messages/broadcast       , application/json                 , `  `       , 400   , EOF
                    POST    , /messages/broadcast       , application/json                 , null       , 400   , null
                    POST    , /messages/broadcast       , application/json                 , {          , 400   , invalid JSON
                    POST    , /messages/broadcast       , application/json                 , []         , 400   , an object
                    POST    , /messages/broadcast       , application/json                 , {"header":{"tag":1}}  , 400, field header.tag: a string
                    POST    , /messages/broadcast       , application/json                 , {"header":{"cid":"x"}}, 400, FF00138:
                    POST    , /messages/broadcast       , application/json                 , {"header":{"created":"x"}}, 400, FF00136:
                    POST    , /messages/broadcast       , application/json                 , {} trailing, 202   , ``
                    POST    , /messages/broadcast       , application/json                 , {"nope":1} , 202   , ``
                    POST    , /operations/ID/retry      , application/json                 , {}         , 202   , ``
                    POST    , /operations/ID/retry      , application/json                 , ``         , 400   , EOF
                    POST    , /operations/ID/retry      , application/json                 , null       , 202   , ``
                    POST    , /operations/NOID/retry    , application/json                 , {}         , 404   , FF10109:
                    POST    , /data                     , application/json                 , {"value":1}, 201   , ``
                    POST    , /subscriptions            , application/json                 , {"name":"s"}, 201  , ``
                    PUT     , /subscriptions            , application/json                 , {"name":"s"}, 200  , ``
                    POST    , /datatypes                , application/json                 , {}         , 202   , ``
                    POST    , /datatypes?confirm        , application/json                 , {}         , 200   , ``
                    # -- order: content type, body, path values, namespace
                    POST    , /namespaces/none/messages/broadcast, ``                      , {          , 415   , FF00162:
                    POST    , /namespaces/none/messages/broadcast, application/json        , {          , 400   , invalid JSON
                    POST    , /namespaces/none/operations/zz/retry, application/json       , {          , 400   , invalid JSON
                    POST    , /namespaces/none/operations/zz/retry, application/json       , {}         , 400   , FF00138:
                    POST    , /namespaces/none/messages/broadcast, application/json        , {}         , 404   , FF10436:
                    POST    , /namespaces/ns3/messages/broadcast , application/json        , {}         , 412   , FF10441:
                    POST    , /status                   , ``                               , {          , 405   , ``
                    # -- bodies where none is read
                    GET     , /status                   , application/json                 , {          , 200   , ``
                    GET     , /status                   , garbage                          , {          , 200   , ``
                    DELETE  , /subscriptions/ID         , application/json                 , {          , 204   , ``
                    # -- confirm
                    POST    , /messages/broadcast?confirm        , application/json        , {}         , 200   , ``
                    POST    , /messages/broadcast?confirm=TRUE   , application/json        , {}         , 200   , ``
                    POST    , /messages/broadcast?confirm=false  , application/json        , {}         , 202   , ``
                    POST    , /messages/broadcast?Confirm        , application/json        , {}         , 202   , ``
                    POST    , /network/organizations/self        , application/json        , {}         , 202   , ``
                    POST    , /network/nodes/self?confirm=true   , application/json        , {}         , 200   , ``
                    """)
    void takesBodiesAsFireFlyDoes(
            String method, String target, String contentType, String body, int status, String error) throws Exception {
        String[] headers = contentType.isEmpty() ? new String[0] : new String[] {"Content-Type: " + contentType};

        Reply reply = api.send(method, filled("/api/v1" + target), body, headers);

        expect(reply, status, error);
    }

    private static void expect(Reply reply, int status, String error) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        if (status == 405 || status == 204) {
            assertThat(reply.body()).isEmpty();
            return;
        }
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.body()).endsWith("\n");
        if (status >= 300) {
            assertThat(reply.body()).startsWith("{\"error\":\"" + error).endsWith("\"}\n");
        }
    }
}
