package io.photinus.http.internal;

import io.photinus.http.PlainPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FrontDoorTest {

    private final Door door = Door.open();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void redirectsToTheCanonicalPathAndKeepsTheQuery() throws Exception {
        door.serve("/api/v1", new Echo("rest"));

        String answer = door.get("/api/v1/namespaces/default//network/identities?fetchverifiers&type=^org");

        assertThat(answer)
                .startsWith("HTTP/1.1 301 ")
                .contains("\r\nLocation: /api/v1/namespaces/default/network/identities?fetchverifiers&type=^org\r\n");
    }

    @Test
    void redirectsWhatBeginsWithTwoSlashesToAPathNotToAHost() throws Exception {
        assertThat(door.get("//evil.example/x")).startsWith("HTTP/1.1 301 ").contains("Location: /evil.example/x\r\n");
    }

    @Test
    void acceptsRawCharactersInQueries() throws Exception {
        door.serve("/api/v1", new Echo("rest"));

        assertThat(door.get("/api/v1/events?type=^blockchain|x&a=[1]$!@:?{}"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("rest /api/v1 /events type=^blockchain|x&a=[1]$!@:?{} ");
    }

    @Test
    void keepsTheTrailingSlash() throws Exception {
        door.serve("/api/v1", new Echo("rest"));

        assertThat(door.get("/api/v1/messages/")).endsWith("rest /api/v1 /messages/ null ");
        assertThat(door.get("/api/v1")).endsWith("rest /api/v1 / null ");
    }

    @Test
    void passesEncodedSlashesAndColons() throws Exception {
        door.serve("/api/v1", new Echo("rest"));

        assertThat(door.get("/api/v1/identities/did:firefly:org%2Fa")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void escapesWhatClientsSendRawInPaths() throws Exception {
        door.serve("/api/v1", new HttpServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                response.getWriter().write(request.getRequestURI() + "?" + request.getQueryString());
            }
        });

        assertThat(door.get("/api/v1/messages/{id}|?a=b")).endsWith("/api/v1/messages/%7Bid%7D%7C?a=b");
    }

    @Test
    void choosesTheLongestPath() throws Exception {
        door.serve("/api/v1", new Echo("outer"));
        door.serve("/api/v1/inner", new Echo("inner"));

        assertThat(door.get("/api/v1/inner/x")).endsWith("inner /api/v1/inner /x null ");
        assertThat(door.get("/api/v1/innermost")).endsWith("outer /api/v1 /innermost null ");
    }

    @Test
    void answersUnknownPathsWithJson() throws Exception {
        door.serve("/api/v1", new Echo("rest"));

        for (String path : new String[] {"/nowhere", "/apix", "/api/v2", "/livez"}) {
            assertThat(door.get(path))
                    .startsWith("HTTP/1.1 404 ")
                    .contains("application/json")
                    .contains("{\"error\":\"FF10109: ");
        }
    }

    @Test
    void tellsNothingAboutTheServer() throws Exception {
        assertThat(door.get("/nowhere")).doesNotContainIgnoringCase("jetty").doesNotContain("\r\nServer:");
    }

    @Test
    void answersBrokenRequestsWithJson() throws Exception {
        assertThat(door.get("/api/v1/%zz")).startsWith("HTTP/1.1 400 ").contains("{\"error\":\"");
        assertThat(door.raw("RUBBISH\r\n\r\n")).startsWith("HTTP/1.1 400 ").contains("{\"error\":\"");
    }

    @Test
    void refusesBodiesByTheirAnnouncedLength() throws Exception {
        door.serve("/api/v1", new Echo("rest"));

        assertThat(door.raw("POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\nx"))
                .startsWith("HTTP/1.1 413 ")
                .endsWith("{\"error\":\"Request body is larger than 1000 bytes\"}");
        assertThat(door.raw(
                        "POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\nConnection: close\r\n\r\n"
                                + "x".repeat(1000)))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void refusesBodiesOfUnknownLengthOnceTooMuchWasRead() throws Exception {
        door.serve("/api/v1", new Echo("rest"));
        String chunk = "190\r\n" + "x".repeat(400) + "\r\n";

        String answer = door.raw("POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                + chunk.repeat(3) + "0\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 413 ")
                .endsWith("{\"error\":\"Request body is larger than 1000 bytes\"}");
    }

    @Test
    void keepsTheServletFromAnsweringAfterTheRefusal() throws Exception {
        door.serve("/api/v1", new HttpServlet() {
            @Override
            protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
                try {
                    request.getInputStream().readAllBytes();
                } catch (UncheckedIOException e) {
                    response.setStatus(500);
                    response.getOutputStream().print("my fault");
                    response.flushBuffer();
                }
            }
        });
        String chunk = "190\r\n" + "x".repeat(400) + "\r\n";

        String answer = door.raw("POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                + chunk.repeat(3) + "0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413 ").doesNotContain("my fault");
    }

    @Test
    void countsEachBodyOfAConnectionOnItsOwn() throws Exception {
        door.serve("/api/v1", new Echo("rest"));
        String request = "POST /api/v1/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n190\r\n"
                + "x".repeat(400) + "\r\n0\r\n\r\n";

        try (var connection = door.connect()) {
            for (int i = 0; i < 4; i++) {
                connection.write(request);
                assertThat(connection.until("xxx")).startsWith("HTTP/1.1 200 ");
                connection.until("x".repeat(397));
            }
        }
    }

    @Test
    void answersPlainPagesByTheirExactPath() throws Exception {
        door.server.pages().put("/metrics", new PlainPage() {
            @Override
            public String contentType() {
                return "text/plain";
            }

            @Override
            public String content() {
                return "things 1\n";
            }
        });

        assertThat(door.get("/metrics"))
                .startsWith("HTTP/1.1 200 ")
                .contains("Content-Type: text/plain")
                .endsWith("things 1\n");
        assertThat(door.get("/metrics/other")).startsWith("HTTP/1.1 404 ");
    }

    @Test
    void answersLivenessOnlyOnTheMetricsConnector() throws Exception {
        try (var metrics = new Door(Door.settings("metrics", Duration.ofSeconds(1), 1))) {
            assertThat(metrics.get("/livez")).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
            assertThat(metrics.get("/api/v1/status")).startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void answersPreflightsBeforeAnythingElse() throws Exception {
        String answer = door.raw("OPTIONS /api/v1/messages HTTP/1.1\r\nHost: x\r\nOrigin: http://ui.example\r\n"
                + "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: x-a, x-b\r\n"
                + "Connection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 204 ")
                .contains("Access-Control-Allow-Origin: *\r\n")
                .contains("Access-Control-Allow-Credentials: true\r\n")
                .contains("Access-Control-Allow-Methods: POST\r\n")
                .contains("Access-Control-Allow-Headers: x-a, x-b\r\n")
                .contains("Access-Control-Max-Age: 600\r\n");
    }

    @Test
    void marksAnswersToOtherOrigins() throws Exception {
        door.serve("/api/v1", new Echo("rest"));

        assertThat(door.raw("GET /api/v1/x HTTP/1.1\r\nHost: x\r\nOrigin: http://a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .contains("Access-Control-Allow-Origin: *\r\n");
        assertThat(door.raw("OPTIONS /api/v1/x HTTP/1.1\r\nHost: x\r\nOrigin: http://a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }
}
