package io.photinus.http.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HoldingTest {

    private static final String GET = "GET /api/v1/status HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    @Test
    void servesHeldRequestsWhenTheServletArrives() throws Exception {
        try (var door = Door.open();
                var first = door.connect();
                var second = door.connect()) {
            first.write(GET);
            second.write(
                    "POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello");

            door.serve("/api/v1", new Echo("rest"));

            assertThat(first.rest()).startsWith("HTTP/1.1 200 ").endsWith("rest /api/v1 /status null ");
            assertThat(second.rest()).startsWith("HTTP/1.1 200 ").endsWith("rest /api/v1 /messages null hello");
        }
    }

    @Test
    void namesWhatIsMissingWhenTheTimeIsUp() throws Exception {
        try (var door = new Door(Door.settings("api", Duration.ofMillis(50), 10))) {
            assertThat(door.raw(GET))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("Retry-After: 1\r\n")
                    .contains("{\"error\":\"FF10446: ")
                    .contains("/api/v1/status");
        }
    }

    @Test
    void refusesAtOnceWhenTooManyWait() throws Exception {
        try (var door = new Door(Door.settings("api", Duration.ofMinutes(5), 0))) {
            assertThat(door.raw(GET)).startsWith("HTTP/1.1 503 ").contains("FF10446");
        }
    }

    @Test
    void answersHeldRequestsWhenTheConnectorStops() throws Exception {
        var door = Door.open();
        try (var held = door.connect()) {
            held.write(GET);
            // Another request on another connection, answered after the held one was read: one selector, in order.
            door.get("/nowhere");
            door.close();

            assertThat(held.rest())
                    .satisfiesAnyOf(
                            answer -> assertThat(answer).startsWith("HTTP/1.1 503 "),
                            answer -> assertThat(answer).isEmpty());
        }
    }

    @Test
    void letsRunningRequestsFinishAndHoldsNewOnesWhileServletsAreExchanged() throws Exception {
        var gate = new CountDownLatch(1);
        var entered = new CountDownLatch(2);
        try (var door = Door.open();
                var blocking = door.connect();
                var parked = door.connect();
                var late = door.connect()) {
            ServletRoute old = door.serve("/api/v1", new Waiting(entered, gate));
            blocking.write(GET);
            parked.write("GET /api/v1/async HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();

            var removed =
                    CompletableFuture.runAsync(() -> door.server.servlets().remove(old));
            while (door.server.servlets().covers("/api/v1")) {
                Thread.onSpinWait();
            }
            late.write(GET);
            assertThat(removed).isNotDone();
            gate.countDown();

            assertThat(blocking.rest()).startsWith("HTTP/1.1 200 ").endsWith("old");
            assertThat(parked.rest()).startsWith("HTTP/1.1 200 ").endsWith("old");
            removed.get(20, TimeUnit.SECONDS);
            door.serve("/api/v1", new Echo("new"));
            assertThat(late.rest()).startsWith("HTTP/1.1 200 ").endsWith("new /api/v1 /status null ");
        }
    }

    @Test
    void sendsRedispatchedRequestsBackToTheirServlet() throws Exception {
        try (var door = Door.open()) {
            door.serve("/api/v1", new Redispatching());

            assertThat(door.raw(GET)).startsWith("HTTP/1.1 200 ").endsWith("second /api/v1 /status");
        }
    }

    /** Answers when told, blocking or not. */
    private static final class Waiting extends HttpServlet {

        private final transient CountDownLatch entered;
        private final transient CountDownLatch gate;

        Waiting(CountDownLatch entered, CountDownLatch gate) {
            this.entered = entered;
            this.gate = gate;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if ("/async".equals(request.getPathInfo())) {
                AsyncContext context = request.startAsync();
                CompletableFuture.runAsync(() -> {
                    await();
                    try {
                        context.getResponse().getOutputStream().print("old");
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                    context.complete();
                });
                entered.countDown();
            } else {
                entered.countDown();
                await();
                response.getOutputStream().print("old");
            }
        }

        private void await() {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final class Redispatching extends HttpServlet {

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getAttribute("seen") == null) {
                request.setAttribute("seen", true);
                request.startAsync().dispatch();
            } else {
                response.getOutputStream().print("second " + request.getContextPath() + " " + request.getPathInfo());
            }
        }
    }
}
