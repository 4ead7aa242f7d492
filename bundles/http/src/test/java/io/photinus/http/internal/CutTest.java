package io.photinus.http.internal;

import io.photinus.http.HttpConnector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.servlet.ServletOutputStream;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CutTest {

    private final Door door = Door.open();

    @AfterEach
    void close() {
        door.close();
    }

    /** Begins an answer, and ends it in order or cuts it; {@code outcome} says how the writing went. */
    private void serve(boolean cut, CompletableFuture<String> outcome) {
        door.serve("/api/v1", new HttpServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) {
                try {
                    ServletOutputStream out = response.getOutputStream();
                    out.write("[1,2".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    if (cut) {
                        ((Runnable) request.getAttribute(HttpConnector.CUT)).run();
                    }
                    out.write("]".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    out.close();
                    outcome.complete("written");
                } catch (IOException failed) {
                    outcome.completeExceptionally(failed);
                }
            }
        });
    }

    private String ask() throws IOException {
        try (Door.Connection client = door.connect()) {
            client.write("GET /api/v1/x HTTP/1.1\r\nHost: x\r\n\r\n");
            String start = client.until("[1,2");
            try {
                return start + client.until("0\r\n\r\n");
            } catch (IOException endedEarly) {
                return start;
            }
        }
    }

    @Test
    void leavesAnAnswerIncompleteAndTheServletUndisturbed() throws Exception {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        serve(true, outcome);

        assertThat(ask()).endsWith("[1,2");
        assertThat(outcome.get(20, TimeUnit.SECONDS)).isEqualTo("written");
    }

    @Test
    void changesNothingUnlessItIsAskedFor() throws Exception {
        serve(false, new CompletableFuture<>());

        assertThat(ask()).endsWith("]\r\n0\r\n\r\n");
    }
}
