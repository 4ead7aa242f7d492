package io.photinus.ledger;

import io.photinus.types.json.Json;
import io.photinus.types.json.JsonObject;
import io.photinus.types.json.WireTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static io.photinus.ledger.TestClient.events;
import static io.photinus.ledger.TestClient.requests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class LedgerServerTest {
    private static final TestKey KEY = TestKey.of(1);
    private static final TestKey OTHER = TestKey.of(2);

    @TempDir
    Path directory;

    private LedgerServer server;

    @BeforeEach
    void start() throws IOException {
        server = new LedgerServer(Settings.local(directory, Duration.ofMillis(5)));
    }

    @AfterEach
    void stop() {
        server.close();
        // The last thing a connection's thread does is to say that it has ended; give it the moment.
        long deadline = System.nanoTime() + 5_000_000_000L;
        while (System.nanoTime() < deadline && !ledgerThreads().isEmpty()) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(ledgerThreads()).isEmpty();
    }

    /** A thread that was told to end may still be on its last instructions. */
    private static boolean survives(Thread thread) {
        try {
            thread.join(2_000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return thread.isAlive();
    }

    private static List<String> ledgerThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("photinus-ledger"))
                .filter(LedgerServerTest::survives)
                .map(Thread::getName)
                .toList();
    }

    @Test
    void keepsTheOrderInWhichSubmissionsCame() throws Exception {
        try (TestClient client = connect()) {
            List<String> sent = IntStream.range(0, 250).mapToObj(i -> "r" + i).toList();
            for (String each : sent) {
                client.sendPin(KEY, "c1", each);
            }
            List<String> places = new ArrayList<>();
            for (int i = 0; i < sent.size(); i++) {
                JsonObject answer = client.read();
                assertThat(answer.string("type")).isEqualTo("accepted");
                places.add(answer.string("protocolId"));
            }

            assertThat(places).isSorted().doesNotHaveDuplicates();
            assertThat(follow("c1", "oldest", sent.size())).isEqualTo(sent);
        }
    }

    @Test
    void tellsFollowersWhatWasSigned() throws Exception {
        try (TestClient client = connect()) {
            JsonObject accepted = client.pin(KEY, "c1", "r1");

            client.subscribe("c1", "oldest");
            JsonObject event = events(client.read()).get(0);

            assertThat(event.string("protocolId"))
                    .isEqualTo(accepted.string("protocolId"))
                    .isEqualTo("000000000001/000000/000000");
            assertThat(event.string("transactionHash"))
                    .isEqualTo(accepted.string("transactionHash"))
                    .matches("0x[0-9a-f]{64}");
            assertThat(event.string("signer")).isEqualTo(KEY.address());
            assertThat(event.string("type")).isEqualTo("pin");
            assertThat(event.string("uuids")).isEqualTo(TestKey.bytes32("uuids"));
            assertThat(event.string("batchHash")).isEqualTo(TestKey.bytes32("batch"));
            assertThat(event.string("payloadRef")).isEqualTo("ref");
            assertThat(event.get("contexts")).isEqualTo(List.of(TestKey.bytes32("context")));
        }
    }

    @Test
    void refusesWhatIsNotSignedAsItStands() throws Exception {
        try (TestClient client = connect()) {
            Submission signed = KEY.pin(client.ledger, "c1", "r1");

            JsonObject changed = client.submit(new Submission(
                    signed.body().replace("\"ref\"", "\"raf\""), signed.publicKey(), signed.signature()));
            JsonObject borrowed = client.submit(new Submission(signed.body(), OTHER.publicKey(), signed.signature()));
            JsonObject posing = client.submit(OTHER.signed(signed.body()));
            JsonObject elsewhere = client.submit(KEY.pin("ab".repeat(32), "c1", "r1"));

            assertThat(changed.string("reason")).isEqualTo("signature does not match");
            assertThat(borrowed.string("reason")).isEqualTo("signature does not match");
            assertThat(posing.string("reason")).isEqualTo("body.signer must be " + OTHER.address());
            assertThat(elsewhere.string("reason")).startsWith("body.ledger must be");
            assertThat(client.receipt(KEY, "r1").get("found")).isEqualTo(false);
            assertThat(client.submit(signed).string("type")).isEqualTo("accepted");
        }
    }

    @Test
    void refusesMalformedPinsWithTheFieldThatIsWrong() throws Exception {
        try (TestClient client = connect()) {
            JsonObject good = JsonObject.parse(Json.write(KEY.pinBody(client.ledger, "c1", "r1")));

            assertThat(reason(client, good.with("uuids", "0x12"))).startsWith("body.uuids");
            assertThat(reason(client, good.with("batchHash", null))).startsWith("body.batchHash");
            assertThat(reason(client, good.with("payloadRef", null))).startsWith("body.payloadRef");
            assertThat(reason(client, good.with("contexts", List.of()))).startsWith("body.contexts");
            assertThat(reason(client, good.with("contexts", List.of("x")))).startsWith("each of body.contexts");
            assertThat(reason(client, good.with("contract", "a/b"))).startsWith("body.contract");
            assertThat(reason(client, good.with("requestId", "a\nb"))).startsWith("body.requestId");
            assertThat(reason(client, good.with("type", "rumour"))).startsWith("body.type");
            assertThat(reason(client, good.with("type", "action"))).startsWith("body.action");
        }
    }

    private static String reason(TestClient client, JsonObject body) throws IOException {
        return client.submit(KEY.signed(body.toString())).string("reason");
    }

    @Test
    void answersARepetitionWithTheFirstOutcome() throws Exception {
        try (TestClient client = connect()) {
            // Twice at once, so that the second one meets the first while it is pending, and once more afterwards.
            client.sendPin(KEY, "c1", "r1");
            client.sendPin(KEY, "c1", "r1");
            JsonObject first = client.read();
            JsonObject second = client.read();
            JsonObject third = client.pin(KEY, "c1", "r1");
            JsonObject otherSigner = client.pin(OTHER, "c1", "r1");
            restart();

            try (TestClient later = connect()) {
                JsonObject fourth = later.pin(KEY, "c1", "r1");

                assertThat(List.of(second, third, fourth))
                        .extracting(each -> each.string("protocolId"))
                        .containsOnly(first.string("protocolId"));
                assertThat(otherSigner.string("protocolId")).isNotEqualTo(first.string("protocolId"));
                assertThat(follow("c1", "oldest", 2)).containsExactly("r1", "r1");
            }
        }
    }

    @Test
    void tellsWhatBecameOfARequest() throws Exception {
        try (TestClient client = connect()) {
            JsonObject accepted = client.pin(KEY, "c1", "r1");

            JsonObject seen = client.receipt(KEY, "r1");
            JsonObject unseen = client.receipt(OTHER, "r1");

            assertThat(seen.object("event").string("transactionHash")).isEqualTo(accepted.string("transactionHash"));
            assertThat(seen.object("event").string("protocolId")).isEqualTo(accepted.string("protocolId"));
            assertThat(unseen.get("found")).isEqualTo(false);
            assertThat(client.ask("version", Map.of("contract", "c1")).integer("version"))
                    .isEqualTo(2);
        }
    }

    @Test
    void startsWhereTheFollowerSays() throws Exception {
        String second;
        try (TestClient client = connect()) {
            client.pin(KEY, "c1", "r1");
            second = client.pin(KEY, "c1", "r2").string("protocolId");
            client.pin(KEY, "c2", "foreign");
            client.pin(KEY, "c1", "r3");
            try (TestClient newest = connect()) {
                newest.subscribe("c1", "newest");
                client.pin(KEY, "c1", "r4");

                assertThat(requests(newest.read())).containsExactly("r4");
            }
        }

        assertThat(follow("c1", "", 4)).containsExactly("r1", "r2", "r3", "r4");
        assertThat(follow("c1", "0", 4)).containsExactly("r1", "r2", "r3", "r4");
        assertThat(follow("c1", "2", 3)).containsExactly("r2", "r3", "r4");
        assertThat(follow("c1", second, 2)).containsExactly("r3", "r4");
        assertThat(follow("c2", "oldest", 1)).containsExactly("foreign");
        try (TestClient client = connect()) {
            assertThat(client.subscribe("c1", "000000000077/000000/000000").string("reason"))
                    .startsWith("this ledger ends at block 5");
            assertThat(client.subscribe("c1", "yesterday").string("reason")).startsWith("from must be");
        }
    }

    @Test
    void sendsNoMoreThanTheWindowWithoutAcknowledgement() throws Exception {
        submit("c1", 350);
        try (TestClient client = connect()) {
            client.subscribe("c1", "oldest");
            JsonObject first = client.read();
            JsonObject second = client.read();
            client.socket.setSoTimeout(200);
            assertThatThrownBy(client::read).isInstanceOf(SocketTimeoutException.class);

            client.ack(first);

            client.socket.setSoTimeout(10_000);
            assertThat(requests(client.read())).hasSize(100).startsWith("r200");
            assertThat(requests(second)).startsWith("r100");
        }
    }

    @Test
    void deliversAgainWhatWasNotAcknowledged() throws Exception {
        submit("c1", 150);
        String position;
        try (TestClient client = connect()) {
            client.subscribe("c1", "oldest");
            JsonObject first = client.read();
            assertThat(requests(client.read())).startsWith("r100");
            position = first.string("position");
        }

        assertThat(follow("c1", position, 50)).startsWith("r100").endsWith("r149");
    }

    @Test
    void servesOthersWhileOneDoesNotRead() throws Exception {
        try (TestClient slow = connect();
                TestClient client = connect()) {
            // given one who subscribes and asks for much, until everything between us is full, and reads nothing
            var body = JsonObject.parse(Json.write(KEY.pinBody(client.ledger, "c1", "long")))
                    .with("contexts", Collections.nCopies(5000, TestKey.bytes32("context")));
            client.submit(KEY.signed(body.toString()));
            slow.subscribe("c1", "oldest");
            AtomicInteger asked = new AtomicInteger();
            Thread flood = new Thread(() -> flood(slow, asked));
            flood.start();
            awaitStandstill(asked);

            submit("c1", 300);

            assertThat(client.pin(KEY, "c1", "last").string("type")).isEqualTo("accepted");
            assertThat(follow("c1", "oldest", 302)).startsWith("long").endsWith("last");
            slow.close();
            flood.join();
        }
    }

    private static void flood(TestClient client, AtomicInteger asked) {
        try {
            while (true) {
                client.send(
                        "receipt",
                        Map.of("requestId", "long", "signers", List.of(KEY.address()), "padding", "x".repeat(10_000)));
                asked.incrementAndGet();
            }
        } catch (IOException closed) {
            assertThat(client.socket.isClosed()).isTrue();
        }
    }

    private static void awaitStandstill(AtomicInteger counter) {
        int seen = -1;
        while (seen != counter.get()) {
            seen = counter.get();
            LockSupport.parkNanos(300_000_000);
        }
        assertThat(seen).isPositive();
    }

    @Test
    void turnsStrangersAway() throws Exception {
        server.close();
        Settings open = Settings.local(directory, Duration.ofMillis(5));
        server = new LedgerServer(
                new Settings(open.address(), 0, directory, open.blockInterval(), Set.of(KEY.address()), 2, 4096, 100));

        try (TestClient stranger = new TestClient(server.port(), OTHER);
                TestClient member = new TestClient(server.port(), KEY)) {
            assertThat(stranger.greeting.string("reason")).startsWith("the address " + OTHER.address() + " is not");
            assertThat(stranger.read().string("type")).isEqualTo("end");
            assertThat(member.greeting.string("type")).isEqualTo("welcome");
            assertThat(member.pin(OTHER, "c1", "r1").string("reason")).contains("not among the submitters");
            assertThat(member.pin(KEY, "c1", "r1").string("type")).isEqualTo("accepted");
        }
    }

    @Test
    void bidsAGoodbyeToClientsThatBreakTheRules() throws Exception {
        assertThat(goodbye("nonsense")).startsWith("the frame cannot be read");
        assertThat(goodbye("{\"type\":\"dance\"}")).startsWith("unknown type");
        assertThat(goodbye("{\"type\":\"ack\",\"batch\":1}")).startsWith("nothing is subscribed");
        assertThat(goodbye("x".repeat((1 << 20) + 1))).startsWith("a frame may have 1048576 bytes");
        try (TestClient client = connect()) {
            client.subscribe("c1", "oldest");
            assertThat(client.subscribe("c2", "oldest").string("reason")).contains("its subscription already");
        }
    }

    private String goodbye(String line) throws IOException {
        try (TestClient client = connect()) {
            client.line(line);
            String reason = client.read().string("reason");
            assertThat(client.read().string("type")).isEqualTo("end");
            return reason;
        }
    }

    @Test
    void refusesAHelloSignedForAnotherChallenge() throws Exception {
        try (var socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(10_000);
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
            String ledger = JsonObject.parse(in.readLine()).string("ledger");
            String signature = KEY.sign(Frames.helloDigest(ledger, "00".repeat(32)));
            String hello = Json.write(Map.of("type", "hello", "publicKey", KEY.publicKey(), "signature", signature));
            socket.getOutputStream().write((hello + "\n").getBytes(StandardCharsets.UTF_8));

            assertThat(in.readLine()).contains("signature does not match");
            assertThat(in.readLine()).isNull();
        }
    }

    @Test
    void takesNoMoreClientsThanItMay() throws Exception {
        List<TestClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 64; i++) {
                clients.add(connect());
            }
            try (TestClient surplus = new TestClient(server.port(), KEY)) {
                assertThat(surplus.greeting.string("reason")).contains("as many clients as it may have");
            }
        } finally {
            for (TestClient each : clients) {
                each.close();
            }
        }
    }

    @Test
    void writesNothingWhileNobodySubmits() throws Exception {
        submit("c1", 1);
        Path blocks = directory.resolve("ledger.blocks");
        long size = Files.size(blocks);

        try (TestClient client = connect()) {
            client.subscribe("c1", "newest");
            client.socket.setSoTimeout(100);
            assertThatThrownBy(client::read).isInstanceOf(SocketTimeoutException.class);
        }

        assertThat(Files.size(blocks)).isEqualTo(size);
    }

    @Test
    void keepsBlocksApartByTheInterval() throws Exception {
        server.close();
        server = new LedgerServer(Settings.local(directory, Duration.ofMillis(200)));

        submit("c1", 1);
        submit("c1", 20);
        submit("c1", 30);

        try (TestClient client = connect()) {
            client.subscribe("c1", "oldest");
            List<Instant> blocks = events(client.read()).stream()
                    .map(event -> WireTime.parse(event.string("timestamp")))
                    .distinct()
                    .toList();
            assertThat(blocks).hasSizeGreaterThanOrEqualTo(3);
            for (int i = 1; i < blocks.size(); i++) {
                // Half of it, for the clock is read a moment after the interval begins.
                assertThat(Duration.between(blocks.get(i - 1), blocks.get(i))).isGreaterThan(Duration.ofMillis(100));
            }
        }
    }

    @Test
    void keepsASecondServerOut() {
        assertThatThrownBy(() -> new LedgerServer(Settings.local(directory, Duration.ZERO)))
                .hasMessageContaining("in use by another ledger server");
    }

    @Test
    void saysWhichPortIsTaken() {
        Settings taken =
                new Settings("127.0.0.1", server.port(), directory.resolve("x"), Duration.ZERO, Set.of(), 1, 1024, 1);

        assertThatThrownBy(() -> new LedgerServer(taken))
                .hasMessageStartingWith("the ledger cannot listen at 127.0.0.1:" + server.port());
    }

    private TestClient connect() throws IOException {
        TestClient client = new TestClient(server.port(), KEY);
        assertThat(client.greeting.string("type")).isEqualTo("welcome");
        assertThat(client.greeting.string("address")).isEqualTo(KEY.address());
        return client;
    }

    private void restart() throws IOException {
        server.close();
        server = new LedgerServer(Settings.local(directory, Duration.ofMillis(5)));
    }

    private void submit(String contract, int count) throws IOException {
        try (TestClient client = connect()) {
            for (int i = 0; i < count; i++) {
                client.sendPin(KEY, contract, "r" + i);
            }
            for (int i = 0; i < count; i++) {
                assertThat(client.read().string("type")).isEqualTo("accepted");
            }
        }
    }

    private List<String> follow(String contract, String from, int count) throws IOException {
        try (TestClient client = connect()) {
            assertThat(client.subscribe(contract, from).string("type")).isEqualTo("subscribed");
            List<String> seen = new ArrayList<>();
            while (seen.size() < count) {
                JsonObject batch = client.read();
                seen.addAll(requests(batch));
                client.ack(batch);
            }
            return seen;
        }
    }
}
