package io.photinus.engine.messaging;

import io.photinus.engine.work.Arrivals;
import io.photinus.engine.work.Bells;
import io.photinus.engine.work.EngineSettings;
import io.photinus.engine.work.Failpoints;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.namespaces.NamespaceSettings;
import io.photinus.namespaces.NamespaceSettings.Org;
import io.photinus.namespaces.Slots;
import io.photinus.persistence.Store;
import io.photinus.persistence.StoreUnavailableException;
import io.photinus.plugin.blockchain.BlockchainPlugin;
import io.photinus.plugin.database.DatabasePlugin;
import io.photinus.plugin.dataexchange.DataExchangePlugin;
import io.photinus.plugin.sharedstorage.SharedStoragePlugin;
import io.photinus.testkit.TestSlot;
import io.photinus.types.Message;
import io.photinus.types.MessageHeader;
import io.photinus.types.MessageType;
import io.photinus.types.TxType;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the sender does with requests; what it writes is tested with a real store. */
class MessageSenderTest {
    private final Semaphore commits = new Semaphore(0);
    private final AtomicInteger writes = new AtomicInteger();
    private final CountDownLatch writing = new CountDownLatch(1);
    private volatile Supplier<Object> outcome = Map::of;
    private final NamespaceContext context = context();
    private final MessageSender sender =
            new MessageSender(context, new Arrivals(context.bells().batches()));

    private NamespaceContext context() {
        Store store = (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (self, method, args) -> {
                    if (!method.getName().equals("write")) {
                        throw new UnsupportedOperationException(method.toString());
                    }
                    writes.incrementAndGet();
                    writing.countDown();
                    commits.acquire();
                    return outcome.get();
                });
        return new NamespaceContext(
                new NamespaceSettings(
                        "ns",
                        "net",
                        "",
                        true,
                        true,
                        "",
                        new Org("", "", ""),
                        new Org("", "", ""),
                        List.of(),
                        Map.of(),
                        ""),
                store,
                new Slots(
                        new TestSlot<DatabasePlugin>("database", "db", null),
                        new TestSlot<BlockchainPlugin>("blockchain", "bc", null),
                        new TestSlot<SharedStoragePlugin>("sharedstorage", "ss", null),
                        new TestSlot<DataExchangePlugin>("dataexchange", "dx", null)),
                EngineSettings.of(Map.of()),
                Bells.create(),
                new Failpoints(null),
                Clock.systemUTC());
    }

    private CompletableFuture<Message> send() {
        MessageHeader header = new MessageHeader(
                null,
                null,
                MessageType.BROADCAST,
                TxType.BATCH_PIN,
                "did:firefly:org/o",
                "0x1",
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null);
        return sender.store(MessageSealer.seal(context, header, List.of(), ""), List.of(), List.of());
    }

    @AfterEach
    void close() {
        commits.release(1_000_000);
        sender.close();
    }

    @Test
    void putsWhatGathersDuringACommitIntoOneSet() throws Exception {
        sender.start();
        CompletableFuture<Message> first = send();
        assertThat(writing.await(20, TimeUnit.SECONDS)).isTrue();
        List<CompletableFuture<Message>> others = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            others.add(send());
        }

        commits.release(2);

        first.get(20, TimeUnit.SECONDS);
        for (CompletableFuture<Message> other : others) {
            other.get(20, TimeUnit.SECONDS);
        }
        assertThat(writes).hasValue(2);
    }

    @Test
    void refusesWhatItCannotHoldAndGoesOnWithTheRest() throws Exception {
        List<CompletableFuture<Message>> accepted = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            accepted.add(send());
        }

        assertThatThrownBy(this::send).isInstanceOfSatisfying(NodeProblem.class, problem -> assertThat(problem.code())
                .isEqualTo(ErrorCode.PH10001));

        commits.release(1_000);
        sender.start();
        for (CompletableFuture<Message> each : accepted) {
            each.get(20, TimeUnit.SECONDS);
        }
        assertThat(send().get(20, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void failsOnlyTheOneThatCannotBeStored() throws Exception {
        AtomicInteger call = new AtomicInteger();
        outcome = () -> {
            // The set of three fails, then the second of them alone.
            int number = call.incrementAndGet();
            if (number == 1 || number == 3) {
                throw new IllegalStateException("a row that no database takes");
            }
            return Map.of();
        };
        CompletableFuture<Message> one = send();
        CompletableFuture<Message> bad = send();
        CompletableFuture<Message> three = send();
        commits.release(10);

        sender.start();

        assertThat(one.get(20, TimeUnit.SECONDS)).isNotNull();
        assertThat(three.get(20, TimeUnit.SECONDS)).isNotNull();
        assertThatThrownBy(bad::join).isInstanceOf(CompletionException.class).hasMessageContaining("no database takes");
    }

    @Test
    void failsAllWhenTheDatabaseIsAway() throws Exception {
        outcome = () -> {
            throw new StoreUnavailableException("database db is away");
        };
        CompletableFuture<Message> one = send();
        CompletableFuture<Message> two = send();
        commits.release(10);

        sender.start();

        assertThatThrownBy(one::join).hasCauseInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(two::join).hasCauseInstanceOf(StoreUnavailableException.class);
        assertThat(writes).hasValue(1);
    }

    @Test
    void refusesWhatItHasNotTakenYetWhenItCloses() {
        CompletableFuture<Message> waiting = send();

        sender.close();

        assertThatThrownBy(waiting::join).hasCauseInstanceOf(NodeProblem.class).hasMessageContaining("stopping");
        assertThatThrownBy(this::send).isInstanceOf(NodeProblem.class).hasMessageContaining("stopping");
    }
}
