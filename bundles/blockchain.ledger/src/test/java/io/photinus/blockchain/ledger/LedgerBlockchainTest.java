package io.photinus.blockchain.ledger;

import io.photinus.ledger.LedgerServer;
import io.photinus.plugin.blockchain.BatchPinRequest;
import io.photinus.plugin.blockchain.EventFeed;
import io.photinus.plugin.blockchain.FeedRevokedException;
import io.photinus.plugin.blockchain.FeedStart;
import io.photinus.plugin.blockchain.LedgerEvent;
import io.photinus.plugin.blockchain.NetworkActionRequest;
import io.photinus.plugin.blockchain.Receipt;
import io.photinus.plugin.blockchain.Submission;
import io.photinus.types.Hash;
import io.photinus.types.TxType;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.RawJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class LedgerBlockchainTest {
    private static final RawJson C1 = RawJson.require("{\"contract\":\"c1\"}");
    private static final RawJson C2 = RawJson.require("{\"contract\":\"c2\"}");
    private static final Duration SHORT = Duration.ofMillis(5);
    private static final Duration NEVER = Duration.ofHours(1);

    @TempDir
    Path directory;

    private LedgerServer server;
    private int port;
    private LedgerBlockchain plugin;
    private String key;

    @BeforeEach
    void start() throws Exception {
        serve(SHORT);
        plugin = plugin(Duration.ofSeconds(20));
        key = get(plugin.resolveKey("org0", true));
        awaitConnected();
    }

    @AfterEach
    void stop() {
        plugin.close();
        server.close();
        // An executor says that it has ended a moment before its thread has.
        await(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("photinus-")));
    }

    @Test
    void bringsAPinBackAsAnEvent() throws Exception {
        RecordingSink sink = new RecordingSink();
        BatchPinRequest request = pin("ns1:1", C1);
        plugin.follow(new FeedStart(C1, "oldest", null), sink);

        Submission answer = get(plugin.submitBatchPin(request));

        LedgerEvent.BatchPinned event = (LedgerEvent.BatchPinned) sink.await(1).get(0);
        assertThat(event.signer()).isEqualTo(key);
        assertThat(event.txType()).isEqualTo(TxType.BATCH_PIN);
        assertThat(event.transactionId()).isEqualTo(request.transactionId());
        assertThat(event.batchId()).isEqualTo(request.batchId());
        assertThat(event.batchHash()).isEqualTo(request.batchHash());
        assertThat(event.payloadRef()).isEqualTo(request.payloadRef());
        assertThat(event.contexts()).isEqualTo(request.contexts());
        assertThat(event.event().source()).isEqualTo("ledger");
        assertThat(event.event().name()).isEqualTo("BatchPin");
        assertThat(event.event().location()).isEqualTo("{\"contract\":\"c1\"}");
        assertThat(event.event().protocolId()).isEqualTo("000000000001/000000/000000");
        assertThat(answer).isEqualTo(new Submission.Accepted(event.event().blockchainId()));
        assertThat(event.event().output().string("uuids"))
                .isEqualTo("0x" + (request.transactionId() + "" + request.batchId()).replace("-", ""));
        assertThat(sink.position()).isEqualTo(event.event().protocolId());
    }

    @Test
    void bringsANetworkActionBack() throws Exception {
        RecordingSink sink = new RecordingSink();

        Submission answer = get(plugin.submitNetworkAction(new NetworkActionRequest("ns1:1", C1, key, "terminate")));
        plugin.follow(new FeedStart(C1, "oldest", null), sink);

        LedgerEvent.NetworkAction event =
                (LedgerEvent.NetworkAction) sink.await(1).get(0);
        assertThat(event.action()).isEqualTo("terminate");
        assertThat(event.signer()).isEqualTo(key);
        assertThat(event.event().name()).isEqualTo("NetworkAction");
        assertThat(answer).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void keepsTheOrderOfHandingOver() throws Exception {
        RecordingSink sink = new RecordingSink();
        plugin.follow(new FeedStart(C1, "oldest", null), sink);
        List<BatchPinRequest> requests =
                IntStream.range(0, 300).mapToObj(i -> pin("ns1:" + i, C1)).toList();

        List<CompletionStage<Submission>> answers =
                requests.stream().map(plugin::submitBatchPin).toList();

        for (CompletionStage<Submission> each : answers) {
            assertThat(get(each)).isInstanceOf(Submission.Accepted.class);
        }
        assertThat(batchIds(sink.await(300)))
                .isEqualTo(requests.stream().map(BatchPinRequest::batchId).toList());
    }

    @Test
    void hearsThatARepetitionWasAcceptedBefore() throws Exception {
        RecordingSink sink = new RecordingSink();
        plugin.follow(new FeedStart(C1, "oldest", null), sink);

        Submission first = get(plugin.submitBatchPin(pin("ns1:1", C1)));
        Submission second = get(plugin.submitBatchPin(pin("ns1:1", C1)));
        get(plugin.submitBatchPin(pin("ns1:2", C1)));

        assertThat(second).isEqualTo(first);
        assertThat(sink.await(2)).hasSize(2);
    }

    @Test
    void passesARefusalOn() throws Exception {
        Submission answer = get(plugin.submitBatchPin(pin("ns1:1", RawJson.require("{\"contract\":\"not a name\"}"))));

        assertThat(answer).isEqualTo(new Submission.Refused("body.contract must be a name"));
    }

    @Test
    void refusesWhatItCannotEvenAsk() {
        RawJson noContract = RawJson.require("{\"address\":\"0x12\"}");

        assertThatThrownBy(() -> get(plugin.networkVersion(noContract))).hasCauseInstanceOf(NodeProblem.class);
        assertThatThrownBy(() -> get(plugin.submitBatchPin(pin("ns1:1", noContract))))
                .hasCauseInstanceOf(NodeProblem.class);
        assertThatThrownBy(() -> get(plugin.resolveKey("0x12", false))).hasCauseInstanceOf(NodeProblem.class);
        BatchPinRequest foreign = pin("ns1:1", C1, "0x2b5ad5c4795c026514f8317c7a215e218dccd6cf");
        assertThatThrownBy(() -> get(plugin.submitBatchPin(foreign))).hasCauseInstanceOf(NodeProblem.class);
    }

    @Test
    void tellsWhatBecameOfARequest() throws Exception {
        RecordingSink sink = new RecordingSink();
        plugin.follow(new FeedStart(C1, "oldest", null), sink);
        Submission.Accepted answer = (Submission.Accepted) get(plugin.submitBatchPin(pin("ns1:1", C1)));

        Receipt receipt = get(plugin.receipt("ns1:1")).orElseThrow();

        assertThat(receipt.succeeded()).isTrue();
        assertThat(receipt.blockchainId()).isEqualTo(answer.blockchainId());
        assertThat(receipt.output().string("protocolId")).isEqualTo("000000000001/000000/000000");
        assertThat(get(plugin.receipt("ns1:2"))).isEmpty();
        assertThat(sink.awaitReceipts(1)).containsExactly(receipt);
        assertThat(get(plugin.networkVersion(C1))).isEqualTo(2);
    }

    @Test
    void leavesNothingUnsaidWhenTheLedgerGoesInTheMiddle() throws Exception {
        // given a submission that the ledger has read but not put into a block
        restart(NEVER);
        get(plugin.submitBatchPin(pin("ns1:1", C1)));
        CompletionStage<Submission> second = plugin.submitBatchPin(pin("ns1:2", C1));
        assertThat(get(plugin.receipt("ns1:2"))).isEmpty();

        server.close();

        assertThat(get(second)).isInstanceOf(Submission.Unknown.class);
        serve(SHORT);
        awaitConnected();
        assertThat(get(plugin.receipt("ns1:2"))).isEmpty();
        assertThat(get(plugin.submitBatchPin(pin("ns1:2", C1)))).isInstanceOf(Submission.Accepted.class);
        assertThat(get(plugin.submitBatchPin(pin("ns1:1", C1)))).isInstanceOf(Submission.Accepted.class);
        RecordingSink sink = new RecordingSink();
        plugin.follow(new FeedStart(C1, "oldest", null), sink);
        assertThat(sink.await(2)).hasSize(2);
    }

    @Test
    void answersUnknownWhenTheLedgerTakesTooLong() throws Exception {
        restart(NEVER);
        plugin.close();
        plugin = plugin(Duration.ofMillis(300));
        awaitConnected();
        get(plugin.submitBatchPin(pin("ns1:1", C1)));

        Submission late = get(plugin.submitBatchPin(pin("ns1:2", C1)));

        assertThat(late).isEqualTo(new Submission.Unknown("the ledger did not answer in time"));
    }

    @Test
    void failsAtOnceWhileTheLedgerIsAwayAndRecovers() throws Exception {
        RecordingSink sink = new RecordingSink();
        EventFeed feed = plugin.follow(new FeedStart(C1, "oldest", null), sink);
        get(plugin.submitBatchPin(pin("ns1:1", C1)));
        sink.await(1);

        server.close();
        await(() -> !feed.connected());

        assertThatThrownBy(() -> get(plugin.receipt("ns1:1"))).hasCauseInstanceOf(IOException.class);
        assertThatThrownBy(() -> get(plugin.submitBatchPin(pin("ns1:2", C1))))
                .hasCauseInstanceOf(IOException.class)
                .hasMessageContaining("not connected");
        assertThat(feed.problem()).isNotEmpty();

        serve(SHORT);
        awaitConnected();
        get(plugin.submitBatchPin(pin("ns1:2", C1)));
        assertThat(sink.await(2)).hasSize(2);
        assertThat(feed.connected()).isTrue();
        assertThat(feed.problem()).isEmpty();
    }

    @Test
    void deliversABatchAgainUntilItIsTaken() throws Exception {
        RecordingSink sink = new RecordingSink();
        AtomicInteger attempts = new AtomicInteger();
        sink.before = batch -> {
            if (attempts.incrementAndGet() < 3) {
                throw new IllegalStateException("the database is away");
            }
        };
        EventFeed feed = plugin.follow(new FeedStart(C1, "oldest", null), sink);

        get(plugin.submitBatchPin(pin("ns1:1", C1)));

        sink.await(1);
        assertThat(attempts).hasValue(3);
        await(() -> feed.problem().isEmpty());
    }

    @Test
    void deliversAgainAfterTheConnectionWasLostBeforeTheAcknowledgement() throws Exception {
        // given a sink that holds the first batch while the ledger goes and comes back, and then does not take it
        RecordingSink sink = new RecordingSink();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger attempts = new AtomicInteger();
        sink.before = batch -> {
            if (attempts.incrementAndGet() == 1) {
                inside.countDown();
                await(go);
                throw new IllegalStateException("not taken");
            }
        };
        plugin.follow(new FeedStart(C1, "oldest", null), sink);
        get(plugin.submitBatchPin(pin("ns1:1", C1)));
        await(inside);
        restart(SHORT);
        go.countDown();

        get(plugin.submitBatchPin(pin("ns1:2", C1)));

        assertThat(sink.await(2)).hasSize(2);
        assertThat(sink.events())
                .extracting(event -> event.event().protocolId())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void goesOnBehindThePositionThatWasCommitted() throws Exception {
        RecordingSink first = new RecordingSink();
        EventFeed feed = plugin.follow(new FeedStart(C1, "oldest", null), first);
        get(plugin.submitBatchPin(pin("ns1:1", C1)));
        first.await(1);
        feed.close();
        BatchPinRequest next = pin("ns1:2", C1);
        get(plugin.submitBatchPin(next));

        RecordingSink second = new RecordingSink();
        plugin.follow(new FeedStart(C1, "oldest", first.position()), second);

        assertThat(batchIds(second.await(1))).containsExactly(next.batchId());
        assertThat(first.events()).hasSize(1);
    }

    @Test
    void leavesOutThePastAndNothingElseWhenItStartsAtTheNewest() throws Exception {
        get(plugin.submitBatchPin(pin("ns1:1", C1)));
        RecordingSink sink = new RecordingSink();
        EventFeed feed = plugin.follow(new FeedStart(C1, "newest", null), sink);
        await(feed::connected);
        restart(SHORT);
        BatchPinRequest next = pin("ns1:2", C1);

        get(plugin.submitBatchPin(next));

        assertThat(batchIds(sink.await(1))).containsExactly(next.batchId());
    }

    @Test
    void saysWhenTheLedgerIsNotTheOneThatWasFollowed() throws Exception {
        EventFeed feed = plugin.follow(new FeedStart(C1, "oldest", "000000000099/000000/000000"), new RecordingSink());

        await(() -> feed.problem().startsWith("this ledger ends at block 0"));
    }

    @Test
    void stopsWhenTheFeedIsRevoked() throws Exception {
        RecordingSink sink = new RecordingSink();
        AtomicInteger attempts = new AtomicInteger();
        sink.before = batch -> {
            attempts.incrementAndGet();
            throw new FeedRevokedException("another one has taken its place");
        };
        EventFeed feed = plugin.follow(new FeedStart(C1, "oldest", null), sink);
        RecordingSink successor = new RecordingSink();

        get(plugin.submitBatchPin(pin("ns1:1", C1)));
        await(() -> feed.problem().equals("another one has taken its place"));
        plugin.follow(new FeedStart(C1, "oldest", null), successor);
        get(plugin.submitBatchPin(pin("ns1:2", C1)));

        assertThat(successor.await(2)).hasSize(2);
        assertThat(attempts).hasValue(1);
        await(() -> !feed.connected());
    }

    @Test
    void keepsFeedsApart() throws Exception {
        RecordingSink stuck = new RecordingSink();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        stuck.before = batch -> {
            inside.countDown();
            await(go);
        };
        RecordingSink twin = new RecordingSink();
        RecordingSink other = new RecordingSink();
        plugin.follow(new FeedStart(C1, "oldest", null), stuck);
        plugin.follow(new FeedStart(C1, "oldest", null), twin);
        plugin.follow(new FeedStart(C2, "oldest", null), other);
        get(plugin.submitBatchPin(pin("ns1:0", C1)));
        await(inside);
        List<UUID> sent = new ArrayList<>();
        for (int i = 1; i <= 250; i++) {
            BatchPinRequest request = pin("ns1:" + i, i % 2 == 0 ? C1 : C2);
            sent.add(request.batchId());
            plugin.submitBatchPin(request);
        }

        assertThat(twin.await(126)).hasSize(126);
        assertThat(batchIds(other.await(125)))
                .isEqualTo(IntStream.range(0, 250)
                        .filter(i -> i % 2 == 0)
                        .mapToObj(sent::get)
                        .toList());
        assertThat(stuck.events()).isEmpty();
        go.countDown();
        assertThat(batchIds(stuck.await(126))).isEqualTo(batchIds(twin.events()));
    }

    @Test
    void saysWhyTheLedgerTurnsItAway() throws Exception {
        server.close();
        server = new LedgerServer(new io.photinus.ledger.Settings(
                "127.0.0.1", port, directory.resolve("ledger"), SHORT, Set.of(key), 8, 1 << 20, 100));
        EventFeed feed = plugin.follow(new FeedStart(C1, "oldest", null), new RecordingSink());

        await(() -> feed.problem().contains("is not among the submitters"));
        plugin.close();
        plugin = new LedgerBlockchain(settings(Duration.ofSeconds(20), "org0"));
        awaitConnected();
        assertThat(get(plugin.submitBatchPin(pin("ns1:1", C1)))).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void refusesToWorkAfterItsEnd() {
        plugin.close();

        assertThatThrownBy(() -> get(plugin.receipt("ns1:1"))).hasMessageContaining("has stopped");
    }

    private void serve(Duration interval) throws IOException {
        server = new LedgerServer(new io.photinus.ledger.Settings(
                "127.0.0.1", port, directory.resolve("ledger"), interval, Set.of(), 16, 1 << 20, 4096));
        port = server.port();
    }

    private void restart(Duration interval) throws Exception {
        server.close();
        serve(interval);
        awaitConnected();
    }

    private LedgerBlockchain plugin(Duration requestTimeout) {
        return new LedgerBlockchain(settings(requestTimeout, ""));
    }

    private Settings settings(Duration requestTimeout, String connectionKey) {
        return new Settings(
                "blockchain0",
                URI.create("tcp://127.0.0.1:" + port),
                directory.resolve("keys"),
                true,
                connectionKey,
                Duration.ofSeconds(5),
                requestTimeout,
                Duration.ofMillis(10),
                Duration.ofMillis(100));
    }

    private BatchPinRequest pin(String requestId, RawJson location) {
        return pin(requestId, location, key);
    }

    private static BatchPinRequest pin(String requestId, RawJson location, String signer) {
        return new BatchPinRequest(
                requestId,
                location,
                signer,
                UUID.randomUUID(),
                UUID.randomUUID(),
                Hash.sha256(requestId),
                "ref-" + requestId,
                List.of(Hash.sha256("a"), Hash.sha256("b")));
    }

    private static List<UUID> batchIds(List<LedgerEvent> events) {
        return events.stream()
                .map(event -> ((LedgerEvent.BatchPinned) event).batchId())
                .toList();
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private void awaitConnected() throws Exception {
        await(() -> {
            try {
                return get(plugin.networkVersion(C1)) == 2;
            } catch (ExecutionException notYet) {
                return false;
            } catch (Exception unexpected) {
                throw new AssertionError(unexpected);
            }
        });
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            LockSupport.parkNanos(2_000_000);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException hurry) {
            throw new AssertionError(hurry);
        }
    }
}
