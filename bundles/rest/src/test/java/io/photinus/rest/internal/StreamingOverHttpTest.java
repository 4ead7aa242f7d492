package io.photinus.rest.internal;

import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Lists without limit, from outside. */
class StreamingOverHttpTest {
    private static final int LONG = 200_000;

    private ApiServer api;
    private final AtomicInteger read = new AtomicInteger();

    @BeforeEach
    void start() throws Exception {
        api = new ApiServer(Settings.DEFAULTS);
        api.node.ns1.onRow = i -> read.incrementAndGet();
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("photinus-rest-list"))
                .allSatisfy(thread -> {
                    thread.join(20_000);
                    assertThat(thread.isAlive()).isFalse();
                });
    }

    /** A client that reads nothing yet, and has little room for what it has not read. */
    private Socket ask(String target, String... headers) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(8 << 10);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress("127.0.0.1", api.port()));
        String head = "GET " + target + " HTTP/1.1\r\nHost: node.test\r\n" + String.join("\r\n", headers)
                + (headers.length == 0 ? "" : "\r\n") + "\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /**
     * What a client has got.
     *
     * @param complete whether the server has said that this is all
     */
    private record Received(String head, int rows, String end, boolean complete) {}

    /** Reads to the end, or to where the connection is cut, and keeps nothing but a few characters. */
    private static Received receive(Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream(), 64 << 10);
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            assertThat(c).as(head.toString()).isNotNegative();
            head.append((char) c);
        }
        Rows rows = new Rows();
        boolean complete = false;
        try {
            for (String size = line(in); size != null; size = line(in)) {
                int left = Integer.parseInt(size, 16);
                if (left == 0) {
                    complete = true;
                    break;
                }
                for (; left > 0; left--) {
                    rows.take(in.read());
                }
                line(in);
            }
        } catch (IOException cut) {
            complete = false;
        }
        return new Received(head.toString(), rows.count, rows.end(), complete);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return null;
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static final class Rows {
        private static final String ROW = "\"sequence\":7";
        private final char[] last = new char[64];
        private long taken;
        private int matched;
        private int count;

        void take(int c) throws IOException {
            if (c < 0) {
                throw new EOFException();
            }
            last[(int) (taken++ % last.length)] = (char) c;
            matched = c == ROW.charAt(matched) ? matched + 1 : c == ROW.charAt(0) ? 1 : 0;
            if (matched == ROW.length()) {
                matched = 0;
                count++;
            }
        }

        String end() {
            StringBuilder end = new StringBuilder();
            for (long i = Math.max(0, taken - last.length); i < taken; i++) {
                end.append(last[(int) (i % last.length)]);
            }
            return end.toString();
        }
    }

    private static void await(BooleanSupplier done) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("nothing happened within 20 s").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static int occurrences(String text, String part) {
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
            count++;
        }
        return count;
    }

    @Test
    void sendsShortListsLikePages() throws Exception {
        api.node.ns1.events = 1000;

        assertThat(occurrences(api.get("/api/v1/events?limit=0").body(), "\"sequence\":7"))
                .isEqualTo(1000);
        assertThat(api.get("/api/v1/events?limit=0&count").body())
                .startsWith("{\"count\":1000,\"total\":1000,\"items\":[");
        assertThat(read).hasValue(0);
    }

    @Test
    void sendsRowsWhileTheyAreRead() throws Exception {
        api.node.ns1.events = LONG;
        int[] readBefore = new int[1];
        try (Socket client = ask("/api/v1/events?limit=0")) {
            client.getInputStream().readNBytes(1000);
            // The client has its first rows, and most of the list does not exist yet.
            readBefore[0] = read.get();
        }
        assertThat(readBefore[0]).isPositive().isLessThan(LONG / 2);
        await(StreamingOverHttpTest::nobodyReads);
        read.set(0);

        try (Socket client = ask("/api/v1/events?limit=0")) {
            Received whole = receive(client);

            assertThat(whole.head()).startsWith("HTTP/1.1 200 OK").contains("Content-Type: application/json\r\n");
            assertThat(whole.rows()).isEqualTo(LONG);
            assertThat(whole.end()).endsWith("}]\n");
            assertThat(whole.complete()).isTrue();
            assertThat(read).hasValue(LONG);
        }
    }

    @Test
    void waitsForASlowClientWithLittleInHand() throws Exception {
        api.node.ns1.events = LONG;
        try (Socket client = ask("/api/v1/events?limit=0")) {
            client.getInputStream().readNBytes(100);
            // What the sockets and the buffers between take, and no more.
            int[] last = {-1};
            long[] since = {System.nanoTime()};
            await(() -> {
                int now = read.get();
                if (now != last[0]) {
                    last[0] = now;
                    since[0] = System.nanoTime();
                }
                return System.nanoTime() - since[0] > 300_000_000;
            });
            assertThat(last[0]).isLessThan(LONG / 2);
        }
    }

    @Test
    void putsTheNumbersBehindTheItems() throws Exception {
        api.node.ns1.events = 2000;

        String body = api.get("/api/v1/events?limit=0&count&skip=5").body();

        assertThat(body).startsWith("{\"items\":[{").endsWith("}],\"count\":2000,\"total\":2005}\n");
    }

    @Test
    void showsLongListsAsTheyWereAskedFor() throws Exception {
        api.node.ns1.events = 2010;

        String body = api.get("/api/v1/events?limit=0&fetchreferences").body();

        assertThat(occurrences(body, "\"message\":{\"header\"")).isEqualTo(2010);
    }

    @Test
    void cutsTheConnectionWhenTheDatabaseFailsHalfway() throws Exception {
        api.node.ns1.events = LONG;
        api.node.ns1.onRow = i -> {
            if (i == 100_000) {
                throw new NodeProblem(ErrorCode.FF00176);
            }
        };
        try (Socket client = ask("/api/v1/events?limit=0")) {
            Received part = receive(client);

            assertThat(part.head()).startsWith("HTTP/1.1 200 OK");
            assertThat(part.complete()).isFalse();
            assertThat(part.rows()).isPositive().isLessThanOrEqualTo(100_000);
            assertThat(part.end()).doesNotContain("error").doesNotContain("]\n");
        }
    }

    @Test
    void answersWithTheProblemWhenTheDatabaseFailsAtOnce() throws Exception {
        api.node.ns1.events = LONG;
        api.node.ns1.onRow = i -> {
            throw new NodeProblem(ErrorCode.FF00176);
        };

        Reply reply = api.get("/api/v1/events?limit=0");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body()).isEqualTo("{\"error\":\"FF00176: The database query failed\"}\n");
    }

    @Test
    void letsGoOfTheDatabaseWhenTheTimeIsUp() throws Exception {
        api.node.ns1.events = LONG;
        try (Socket client = ask("/api/v1/events?limit=0", "Request-Timeout: 500ms")) {
            await(() -> read.get() > 0);
            await(StreamingOverHttpTest::nobodyReads);

            assertThat(read.get()).isLessThan(LONG);
            Received part = receive(client);
            assertThat(part.head()).startsWith("HTTP/1.1 200 OK");
            assertThat(part.complete()).isFalse();
        }
    }

    /** A reader whose list has ended is parked in its pool. */
    private static boolean nobodyReads() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().startsWith("photinus-rest-list"))
                .flatMap(thread -> Arrays.stream(thread.getValue()))
                .noneMatch(frame -> frame.getClassName().startsWith("io.photinus."));
    }

    @Test
    void letsGoOfTheDatabaseWhenTheClientGoes() throws Exception {
        api.node.ns1.events = LONG;
        try (Socket client = ask("/api/v1/events?limit=0")) {
            client.getInputStream().readNBytes(100);
            client.setSoLinger(true, 0);
        }

        await(StreamingOverHttpTest::nobodyReads);
        assertThat(read.get()).isLessThan(LONG);
    }

    @Test
    void readsFewLongListsAtATimeAndNeverKeepsShortOnesWaiting() throws Exception {
        api.node.ns1.events = LONG;
        try (Socket first = ask("/api/v1/events?limit=0");
                Socket second = ask("/api/v1/events?limit=0")) {
            first.getInputStream().readNBytes(100);
            second.getInputStream().readNBytes(100);

            Reply third = api.get("/api/v1/events?limit=0");

            assertThat(third.status()).isEqualTo(503);
            assertThat(third.header("Retry-After")).isEqualTo("1");
            assertThat(third.body()).startsWith("{\"error\":\"PH10001: 2 long lists");
            assertThat(api.get("/api/v1/messages?limit=0").status()).isEqualTo(200);
        }
        await(StreamingOverHttpTest::nobodyReads);
        try (Socket client = ask("/api/v1/events?limit=0")) {
            assertThat(receive(client).complete()).isTrue();
        }
    }
}
