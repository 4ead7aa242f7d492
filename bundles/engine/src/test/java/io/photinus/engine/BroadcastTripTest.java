package io.photinus.engine;

import io.photinus.api.Confirm;
import io.photinus.api.MessageDraft;
import io.photinus.testkit.Await;
import io.photinus.testkit.MemoryLedger;
import io.photinus.testkit.MemoryStorage;
import io.photinus.types.Batch;
import io.photinus.types.BatchManifest;
import io.photinus.types.BatchPayload;
import io.photinus.types.BatchPersisted;
import io.photinus.types.Contexts;
import io.photinus.types.Data;
import io.photinus.types.DataRef;
import io.photinus.types.Datatype;
import io.photinus.types.DatatypeRef;
import io.photinus.types.Hash;
import io.photinus.types.Message;
import io.photinus.types.MessageHeader;
import io.photinus.types.MessageState;
import io.photinus.types.OpStatus;
import io.photinus.types.Operation;
import io.photinus.types.TransactionRef;
import io.photinus.types.TxType;
import io.photinus.types.ValidatorType;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.Json;
import io.photinus.types.json.RawJson;
import io.photinus.types.query.Query;
import io.photinus.types.query.RecordSets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Two members with different local names on one network: what one sends, both confirm alike. */
class BroadcastTripTest {
    private final MemoryLedger ledger = new MemoryLedger();
    private final MemoryStorage storage = new MemoryStorage();

    @TempDir
    Path directory;

    private Member one;
    private Member two;

    @BeforeEach
    void start() {
        one = new Member(directory, "one", ledger, storage).register();
        two = new Member(directory, "two", ledger, storage).register();
        Await.until("both know each other", () -> Stream.of(
                        two.did(), one.did(), "did:firefly:node/node_one", "did:firefly:node/node_two")
                .allMatch(did -> knows(one, did) && knows(two, did)));
    }

    private static boolean knows(Member member, String did) {
        try {
            member.engine.network().byDid(did);
            return true;
        } catch (NodeProblem unknown) {
            return false;
        }
    }

    @AfterEach
    void stop() {
        one.close();
        two.close();
        ledger.close();
    }

    @Test
    void bothMembersConfirmWithEqualHashesAndBatch() {
        Message sent = one.send(Member.draft("{\"customer\":\"Fish & Chips\",\"n\":1.50}", "orders", "audit"));

        Message here = one.verdict(sent.id());
        Message there = two.verdict(sent.id());

        assertThat(here.state()).isEqualTo(MessageState.CONFIRMED);
        assertThat(there.state()).isEqualTo(MessageState.CONFIRMED);
        assertThat(there.hash()).isEqualTo(sent.hash());
        assertThat(there.header()).isEqualTo(here.header());
        Await.until(
                "the sender knows the batch",
                () -> one.find(sent.id()).orElseThrow().batch() != null);
        UUID batchId = one.find(sent.id()).orElseThrow().batch();
        assertThat(there.batch()).isEqualTo(batchId);
        assertThat(one.find(sent.id()).orElseThrow().txid()).isNotNull().isEqualTo(there.txid());
        BatchPersisted ours = one.engine.batch(batchId).orElseThrow();
        BatchPersisted theirs = two.engine.batch(batchId).orElseThrow();
        assertThat(theirs.hash()).isEqualTo(ours.hash());
        assertThat(theirs.manifest()).isEqualTo(ours.manifest());
        assertThat(ours.node()).isNotNull();
        assertThat(there.header().namespace()).isEqualTo("net");
        assertThat(there.localNamespace()).isEqualTo("local_two");
        assertThat(two.engine.messages().data(sent.id()).get(0).value())
                .hasToString("{\"customer\":\"Fish \\u0026 Chips\",\"n\":1.50}");
    }

    @Test
    void everyTopicHasTheSameOrderOnBothMembers() {
        List<UUID> sent = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Member from = i % 2 == 0 ? one : two;
            sent.add(from.send(Member.draft("{\"i\":" + i + "}", i % 3 == 0 ? "red" : "blue"))
                    .id());
        }
        sent.forEach(id -> {
            one.verdict(id);
            two.verdict(id);
        });

        assertThat(one.confirmedOn("red")).hasSize(20).isEqualTo(two.confirmedOn("red"));
        assertThat(one.confirmedOn("blue")).hasSize(40).isEqualTo(two.confirmedOn("blue"));
    }

    @Test
    void oneAuthorsMessagesKeepTheirOrder() {
        List<UUID> sent = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            sent.add(one.send(Member.draft("{\"i\":" + i + "}", "line")).id());
        }
        two.verdict(sent.get(sent.size() - 1));

        assertThat(two.confirmedOn("line")).isEqualTo(sent);
    }

    @Test
    void confirmWaitsForTheVerdict() {
        Message confirmed = one.engine
                .messages()
                .broadcast(Member.draft("1"), Member.CONFIRM)
                .toCompletableFuture()
                .join();

        assertThat(confirmed.state()).isEqualTo(MessageState.CONFIRMED);
        assertThat(confirmed.header().topics()).containsExactly("default");
    }

    @Test
    void aUsedIdempotencyKeyIsRefusedAndStoresNothing() {
        MessageDraft draft = new MessageDraft(null, Member.draft("{\"a\":1}").data(), "once");
        one.send(draft);
        long before = count(one, Query.ALL);

        assertThatThrownBy(() -> one.send(draft)).hasRootCauseMessage(messageOf(() -> one.send(draft)));
        assertThat(messageOf(() -> one.send(draft))).startsWith("FF10430");
        assertThat(count(one, Query.ALL)).isEqualTo(before);
    }

    private static String messageOf(Runnable call) {
        try {
            call.run();
        } catch (CompletionException failed) {
            return failed.getCause().getMessage();
        } catch (RuntimeException failed) {
            return failed.getMessage();
        }
        throw new AssertionError("nothing failed");
    }

    private static long count(Member member, Query query) {
        return member.engine.list(RecordSets.DATA, query).items().size();
    }

    @Test
    void aDatatypeTravelsAndItsValuesAreChecked() {
        Datatype widget = new Datatype(
                null,
                null,
                null,
                null,
                "widget",
                "1",
                null,
                null,
                RawJson.require(
                        "{\"type\":\"object\",\"required\":[\"id\"],\"properties\":{\"id\":{\"type\":\"string\",\"pattern\":\"^w\"}}}"));
        one.engine
                .datatypes()
                .define(widget, Member.CONFIRM)
                .toCompletableFuture()
                .join();
        Await.until(
                "the other has it",
                () -> two.engine.datatypes().find("widget", "1").isPresent());
        DatatypeRef ref = new DatatypeRef("widget", "1");

        Message good = two.send(Member.typed("{\"id\":\"w1\"}", ref));
        assertThat(one.verdict(good.id()).state()).isEqualTo(MessageState.CONFIRMED);
        assertThat(messageOf(() -> two.send(Member.typed("{\"id\":\"x\"}", ref))))
                .startsWith("FF10198");
        assertThat(messageOf(() -> two.send(Member.typed("{}", new DatatypeRef("nothing", "1")))))
                .startsWith("FF10195");
        assertThat(messageOf(() -> one.engine
                        .datatypes()
                        .define(widget, Member.CONFIRM)
                        .toCompletableFuture()
                        .join()))
                .startsWith("FF10269");
    }

    @Test
    void storageAwayMakesWorkWaitAndResumeWithTheSameBatch() {
        storage.away(true);
        Message sent = one.send(Member.draft("{\"late\":true}", "waiting"));
        Await.until(
                "the status says so",
                () -> String.valueOf(one.engine.status().problem()).contains("storage"));
        UUID sealed = operation(one, "sharedstorage_upload_batch").tx();

        storage.away(false);
        one.storage.fill(storage);

        assertThat(two.verdict(sent.id()).state()).isEqualTo(MessageState.CONFIRMED);
        assertThat(two.find(sent.id()).orElseThrow().txid()).isEqualTo(sealed);
        Await.until("the status is clean", () -> one.engine.status().problem() == null);
    }

    private static Operation operation(Member member, String type) {
        return member.engine.list(RecordSets.OPERATIONS, Query.ALL).items().stream()
                .filter(operation -> operation.type().wire().equals(type))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anUnknownOutcomeIsRepeatedUnderTheSameRequestAndPinsOnce() {
        int before = ledger.size();
        ledger.answerUnknown(3);

        Message sent = one.send(Member.draft("7"));

        assertThat(two.verdict(sent.id()).state()).isEqualTo(MessageState.CONFIRMED);
        Await.until(
                "the pin is recorded", () -> one.find(sent.id()).orElseThrow().batch() != null);
        assertThat(ledger.size()).isEqualTo(before + 1);
    }

    @Test
    void aRestartedMemberCatchesUpAndDoublesNothing() {
        Message first = one.send(Member.draft("1", "restart"));
        two.verdict(first.id());
        two.close();
        Message second = one.send(Member.draft("2", "restart"));
        one.verdict(second.id());

        two = new Member(directory, "two", ledger, storage);

        assertThat(two.verdict(second.id()).state()).isEqualTo(MessageState.CONFIRMED);
        assertThat(two.confirmedOn("restart")).containsExactly(first.id(), second.id());
    }

    /** Seals a batch as a peer would, with any content. */
    private Batch batch(String author, String key, MessageHeader header, List<Data> data) {
        List<DataRef> refs = data.stream().map(Data::ref).toList();
        MessageHeader sealed = new MessageHeader(
                header.id(),
                null,
                header.type(),
                TxType.BATCH_PIN,
                author,
                key,
                Instant.now(),
                "net",
                null,
                header.topics(),
                header.tag(),
                DataRef.hashOf(refs),
                null);
        Message message = new Message(sealed, null, sealed.hash(), null, null, null, null, null, refs, List.of(), null);
        UUID id = UUID.randomUUID();
        BatchPayload payload =
                new BatchPayload(new TransactionRef(TxType.BATCH_PIN, UUID.randomUUID()), List.of(message), data);
        Hash hash = BatchManifest.hash(BatchManifest.of(id, payload).text());
        return new Batch(id, "broadcast", "net", null, null, Instant.now(), author, key, hash, payload);
    }

    private static MessageHeader header(String topic) {
        return new MessageHeader(
                UUID.randomUUID(),
                null,
                "broadcast",
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(topic),
                null,
                null,
                null);
    }

    private static Data data(String value, DatatypeRef datatype) {
        RawJson json = RawJson.require(value);
        return new Data(
                UUID.randomUUID(),
                ValidatorType.JSON,
                null,
                Hash.sha256(json.text()),
                Instant.now(),
                datatype,
                json,
                null,
                null);
    }

    private UUID publish(Batch batch, String signer) {
        String reference = "forged-" + batch.id();
        storage.put(reference, Json.bytes(batch));
        pin(batch, signer, reference);
        return batch.payload().messages().get(0).id();
    }

    private void pin(Batch batch, String signer, String reference) {
        ledger.pin(
                signer,
                batch.payload().tx().id(),
                batch.id(),
                batch.hash(),
                reference,
                Contexts.ofBroadcasts(batch.payload().messages()));
    }

    @Test
    void aMessageSignedByAnotherKeyIsRejected() {
        String key = MemoryLedger.key("key_one");
        UUID forged = publish(batch(one.did(), key, header("forged"), List.of()), MemoryLedger.key("key_two"));

        assertThat(one.verdict(forged).rejectReason()).startsWith("FF10452");
        assertThat(two.verdict(forged).state()).isEqualTo(MessageState.REJECTED);
    }

    @Test
    void aMessageInAnotherOrgsNameIsRejected() {
        String key = MemoryLedger.key("key_two");
        UUID forged = publish(batch(one.did(), key, header("forged"), List.of()), key);

        assertThat(one.verdict(forged).rejectReason()).startsWith("FF10453");
        assertThat(two.verdict(forged).state()).isEqualTo(MessageState.REJECTED);
    }

    @Test
    void aPoisonValueIsRejectedAndTheTopicFlowsOn() {
        UUID poison = publish(
                batch(
                        two.did(),
                        MemoryLedger.key("key_two"),
                        header("poison"),
                        List.of(data("{\"a\":1}", new DatatypeRef("undefined", "1")))),
                MemoryLedger.key("key_two"));
        Message after = one.send(Member.draft("1", "poison"));

        assertThat(one.verdict(poison).state()).isEqualTo(MessageState.REJECTED);
        assertThat(two.verdict(after.id()).state()).isEqualTo(MessageState.CONFIRMED);
    }

    @Test
    void aTamperedBatchIsDroppedItsTopicWaitsAndOthersFlowOn() {
        String key = MemoryLedger.key("key_two");
        Batch good = batch(two.did(), key, header("tampered"), List.of(data("{\"amount\":1}", null)));
        String reference = "tampered-" + good.id();
        String text = new String(Json.bytes(good), StandardCharsets.UTF_8).replace("\"amount\":1", "\"amount\":9");
        storage.put(reference, text.getBytes(StandardCharsets.UTF_8));
        pin(good, key, reference);
        Message behind = one.send(Member.draft("1", "tampered"));
        Message beside = one.send(Member.draft("1", "other"));

        assertThat(two.verdict(beside.id()).state()).isEqualTo(MessageState.CONFIRMED);
        Await.until("the reason is shown", () -> one.engine.list(RecordSets.OPERATIONS, Query.ALL).items().stream()
                .anyMatch(operation -> operation.status() == OpStatus.SUCCEEDED
                        && operation.output() != null
                        && operation.output().string("dropped").contains("does not match")));
        assertThat(two.find(behind.id()).orElseThrow().state()).isEqualTo(MessageState.PENDING);
        assertThat(two.find(good.payload().messages().get(0).id())).isEmpty();
    }

    @Test
    void aPinWithAnUnknownBatchBlocksItsTopicOnly() {
        Batch missing = batch(two.did(), MemoryLedger.key("key_two"), header("missing"), List.of());
        pin(missing, MemoryLedger.key("key_two"), "nowhere");
        Message beside = two.send(Member.draft("1", "beside"));

        assertThat(one.verdict(beside.id()).state()).isEqualTo(MessageState.CONFIRMED);

        storage.put("nowhere", Json.bytes(missing));
        one.storage.fill(storage);
        assertThat(one.verdict(missing.payload().messages().get(0).id()).state())
                .isEqualTo(MessageState.CONFIRMED);
    }

    @Test
    void aMessageOfAnUnregisteredKeyWaits() {
        String stranger = MemoryLedger.key("stranger");
        UUID message = publish(batch("did:firefly:org/stranger", stranger, header("strange"), List.of()), stranger);
        Message beside = two.send(Member.draft("1", "beside"));

        one.verdict(beside.id());
        Await.until("it is here", () -> one.find(message).isPresent());
        assertThat(one.find(message).orElseThrow().state()).isEqualTo(MessageState.PENDING);
    }

    @Test
    void aSecondBatchWithTheSameMessageChangesNothing() {
        Message sent = one.send(Member.draft("{\"a\":1}", "twice"));
        two.verdict(sent.id());
        Data item = two.engine.messages().data(sent.id()).get(0);
        UUID id = UUID.randomUUID();
        BatchPayload payload = new BatchPayload(
                new TransactionRef(TxType.BATCH_PIN, UUID.randomUUID()),
                List.of(two.find(sent.id()).orElseThrow().forBatch()),
                List.of(item.forBatch()));
        Hash hash = BatchManifest.hash(BatchManifest.of(id, payload).text());
        Batch copy = new Batch(
                id,
                "broadcast",
                "net",
                null,
                null,
                Instant.now(),
                one.did(),
                sent.header().key(),
                hash,
                payload);
        publish(copy, MemoryLedger.key("key_two"));
        Message after = one.send(Member.draft("2", "twice"));

        assertThat(two.verdict(after.id()).state()).isEqualTo(MessageState.CONFIRMED);
        assertThat(two.find(sent.id()).orElseThrow().state()).isEqualTo(MessageState.CONFIRMED);
        assertThat(two.confirmedOn("twice")).containsExactly(sent.id(), after.id());
    }

    @Test
    void aTooLargeMessageIsRefusedBeforeAnythingIsStored() {
        long before = count(one, Query.ALL);
        String large = "\"" + "x".repeat(900_000) + "\"";

        assertThat(messageOf(() -> one.send(Member.draft(large)))).startsWith("FF10327");
        assertThat(messageOf(() -> one.send(Member.draft("1", "t".repeat(65))))).startsWith("FF00140");
        assertThat(count(one, Query.ALL)).isEqualTo(before);
    }

    @Test
    void aLateConfirmFailsWithTheTimeOut() {
        ledger.away(true);
        one.blockchain.fill(null);

        String failure = messageOf(() -> one.engine
                .messages()
                .broadcast(Member.draft("1"), new Confirm(true, Duration.ofMillis(100)))
                .toCompletableFuture()
                .join());

        assertThat(failure).startsWith("FF10260");
    }
}
