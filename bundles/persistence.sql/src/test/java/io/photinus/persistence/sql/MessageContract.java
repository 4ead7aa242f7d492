package io.photinus.persistence.sql;

import io.photinus.persistence.MessageRepository.NewMessage;
import io.photinus.persistence.MessageRepository.ReadyMessage;
import io.photinus.persistence.MessageRepository.Verdict;
import io.photinus.types.Data;
import io.photinus.types.DataRef;
import io.photinus.types.Hash;
import io.photinus.types.Message;
import io.photinus.types.MessageHeader;
import io.photinus.types.MessageState;
import io.photinus.types.MessageType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static io.photinus.persistence.sql.Samples.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

abstract class MessageContract extends StoreContract {
    private Set<UUID> insert(Message... messages) {
        List<NewMessage> items = new ArrayList<>();
        for (Message message : messages) {
            items.add(item(message));
        }
        return write(tx -> tx.messages().insert(ns, items));
    }

    private Message find(UUID id) {
        return committed.messages().find(ns, id).orElseThrow();
    }

    private List<UUID> ready() {
        return committed.messages().ready(ns, 100).stream()
                .map(ReadyMessage::id)
                .toList();
    }

    @Test
    void givesBackWhatWasInserted() {
        Message full = samples.message(
                UUID.randomUUID(),
                MessageType.PRIVATE,
                "orders",
                "tag1",
                MessageState.READY,
                "key-1",
                new DataRef(UUID.randomUUID(), Hash.sha256("one")),
                new DataRef(UUID.randomUUID(), Hash.sha256("two")));

        insert(full);

        assertThat(find(full.id())).isEqualTo(full);
    }

    @Test
    void keepsAbsentPartsAbsent() {
        MessageHeader header = new MessageHeader(
                UUID.randomUUID(), null, "broadcast", null, null, null, null, null, null, List.of(), null, null, null);
        Message bare =
                new Message(header, ns, null, null, null, MessageState.PENDING, null, null, List.of(), List.of(), null);

        insert(bare);

        assertThat(find(bare.id())).isEqualTo(bare);
    }

    @Test
    void keepsTimesThatFitAndClampsOthers() {
        Message odd = new Message(
                withCreated(Instant.parse("9999-12-31T23:59:59Z")),
                ns,
                null,
                null,
                null,
                MessageState.PENDING,
                null,
                null,
                List.of(),
                List.of(),
                null);
        Message old = new Message(
                withCreated(Instant.parse("1969-12-31T23:59:59.999999999Z")),
                ns,
                null,
                null,
                null,
                MessageState.PENDING,
                null,
                null,
                List.of(),
                List.of(),
                null);

        insert(odd, old);

        assertThat(find(odd.id()).header().created()).isEqualTo(Instant.parse("2262-04-11T23:47:16.854775807Z"));
        assertThat(find(old.id())).isEqualTo(old);
    }

    private static MessageHeader withCreated(Instant created) {
        return new MessageHeader(
                UUID.randomUUID(),
                null,
                "broadcast",
                null,
                null,
                null,
                created,
                null,
                null,
                List.of(),
                null,
                null,
                null);
    }

    @Test
    void leavesAnExistingMessageUntouched() {
        Message first = samples.message(MessageState.READY);
        insert(first);
        Message again = samples.message(first.id(), MessageType.PRIVATE, "other", "other", MessageState.PENDING, null);
        Message fresh = samples.message(MessageState.READY);

        Set<UUID> inserted = insert(again, fresh, fresh);

        assertThat(inserted).containsExactly(fresh.id());
        assertThat(find(first.id())).isEqualTo(first);
    }

    @Test
    void keepsTheSameIdApartInTwoNamespaces() {
        Message message = samples.message(MessageState.READY);
        insert(message);

        Set<UUID> inserted = write(tx -> tx.messages().insert(otherNs, List.of(item(message))));

        assertThat(inserted).containsExactly(message.id());
        assertThat(committed
                        .messages()
                        .find(otherNs, message.id())
                        .orElseThrow()
                        .localNamespace())
                .isEqualTo(otherNs);
    }

    @Test
    void acceptsAnIdempotencyKeyOnce() {
        Message first =
                samples.message(UUID.randomUUID(), MessageType.BROADCAST, "orders", "tag", MessageState.READY, "once");
        Message second =
                samples.message(UUID.randomUUID(), MessageType.BROADCAST, "orders", "tag", MessageState.READY, "once");
        insert(first);

        Set<UUID> inserted = insert(second);

        assertThat(inserted).isEmpty();
        assertThat(committed.messages().idsByIdempotencyKey(ns, List.of("once", "never")))
                .isEqualTo(Map.of("once", first.id()));
        assertThat(committed.messages().idsByIdempotencyKey(otherNs, List.of("once")))
                .isEmpty();
        assertThat(committed.messages().find(ns, second.id())).isEmpty();
    }

    @Test
    void insertsMoreThanOneStatementCanHold() {
        List<NewMessage> many = IntStream.range(0, 1201)
                .mapToObj(i -> item(samples.message(MessageState.READY)))
                .toList();

        Set<UUID> inserted = write(tx -> tx.messages().insert(ns, many));

        List<UUID> ids = many.stream().map(item -> item.message().id()).toList();
        assertThat(inserted).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(committed.messages().findAll(ns, ids)).hasSize(1201);
        assertThat(committed.messages().ready(ns, 2000).stream().map(ReadyMessage::id))
                .containsExactlyElementsOf(ids);
    }

    @Test
    void listsReadyMessagesInSequenceUntilTheyAreSealed() {
        Message one = samples.message(MessageState.READY);
        Message two = samples.message(MessageState.READY);
        Message three = samples.message(MessageState.READY);
        insert(one, samples.message(MessageState.PENDING));
        insert(two, three);

        seal(two);

        assertThat(ready()).containsExactly(one.id(), three.id());
        List<ReadyMessage> page = committed.messages().ready(ns, 1);
        assertThat(page).singleElement().satisfies(item -> {
            assertThat(item.size()).isEqualTo(1234);
            assertThat(item.id()).isEqualTo(one.id());
            assertThat(item.author()).isEqualTo(one.header().author());
            assertThat(item.key()).isEqualTo(one.header().key());
            assertThat(item.txtype()).isEqualTo(one.header().txtype());
            assertThat(item.created()).isEqualTo(one.header().created());
        });
    }

    private void seal(Message... messages) {
        List<UUID> ids = Stream.of(messages).map(Message::id).toList();
        List<ReadyMessage> waiting = committed.messages().ready(ns, 100).stream()
                .filter(ready -> ids.contains(ready.id()))
                .toList();
        run(tx -> tx.messages().seal(ns, waiting));
    }

    @Test
    void marksTheMessagesOfASealedBatchAsSent() {
        UUID batch = UUID.randomUUID();
        UUID tx1 = UUID.randomUUID();
        Message in = samples.message(MessageState.READY);
        Message out = samples.message(MessageState.READY);
        insert(in, out);
        seal(in);

        run(tx -> tx.messages().sent(ns, List.of(in.id()), batch, tx1));

        assertThat(find(in.id()).state()).isEqualTo(MessageState.SENT);
        assertThat(find(in.id()).batch()).isEqualTo(batch);
        assertThat(find(in.id()).txid()).isEqualTo(tx1);
        assertThat(find(out.id())).isEqualTo(out);
    }

    @Test
    void givesAVerdictOnce() {
        Message good = samples.message(MessageState.PENDING);
        Message bad = samples.message(MessageState.PENDING);
        insert(good, bad);
        Instant first = Samples.TIME;
        run(tx -> tx.messages()
                .settle(
                        ns,
                        List.of(
                                new Verdict(good.id(), MessageState.CONFIRMED, null, null, null),
                                new Verdict(bad.id(), MessageState.REJECTED, "why not", null, null)),
                        first));

        run(tx -> tx.messages()
                .settle(
                        ns,
                        List.of(new Verdict(good.id(), MessageState.REJECTED, "late", null, null)),
                        first.plusSeconds(1)));

        assertThat(find(good.id()).state()).isEqualTo(MessageState.CONFIRMED);
        assertThat(find(good.id()).confirmed()).isEqualTo(first);
        assertThat(find(good.id()).rejectReason()).isNull();
        assertThat(find(bad.id()).state()).isEqualTo(MessageState.REJECTED);
        assertThat(find(bad.id()).rejectReason()).isEqualTo("why not");
    }

    @Test
    void keepsTheBatchOfAMessageThatIsSettledBeforeItIsMarkedSent() {
        UUID batch = UUID.randomUUID();
        Message message = samples.message(MessageState.READY);
        insert(message);
        UUID transaction = UUID.randomUUID();
        seal(message);

        run(tx -> tx.messages()
                .settle(
                        ns,
                        List.of(new Verdict(message.id(), MessageState.CONFIRMED, null, batch, transaction)),
                        Samples.TIME));
        run(tx -> tx.messages().sent(ns, List.of(message.id()), UUID.randomUUID(), UUID.randomUUID()));

        assertThat(find(message.id()).state()).isEqualTo(MessageState.CONFIRMED);
        assertThat(find(message.id()).batch()).isEqualTo(batch);
        assertThat(find(message.id()).txid()).isEqualTo(transaction);
    }

    @Test
    void refusesAVerdictThatIsNone() {
        assertThatThrownBy(() -> run(tx -> tx.messages()
                        .settle(
                                ns,
                                List.of(new Verdict(UUID.randomUUID(), MessageState.SENT, null, null, null)),
                                Samples.TIME)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void findsDefinitionsByTagTopicAndAuthor() {
        Message older = samples.definition("topic", "ff_identity_claim", MessageState.PENDING);
        Message newer = samples.definition("topic", "ff_identity_claim", MessageState.PENDING);
        Message otherTag = samples.definition("topic", "ff_define_datatype", MessageState.PENDING);
        Message rejected = samples.definition("topic", "ff_identity_claim", MessageState.PENDING);
        insert(newer, older, otherTag, rejected);
        run(tx -> {
            settle(tx, newer, MessageState.CONFIRMED, 20);
            settle(tx, older, MessageState.CONFIRMED, 10);
            settle(tx, otherTag, MessageState.CONFIRMED, 5);
            settle(tx, rejected, MessageState.REJECTED, 5);
        });

        List<Message> found = committed
                .messages()
                .confirmedDefinitions(
                        ns, "ff_identity_claim", "topic", older.header().author());

        assertThat(found).extracting(Message::id).containsExactly(older.id(), newer.id());
        assertThat(committed.messages().confirmedDefinitions(ns, "ff_identity_claim", "topic", "someone else"))
                .isEmpty();
    }

    private void settle(io.photinus.persistence.Store.Transaction tx, Message message, MessageState state, int second) {
        tx.messages()
                .settle(
                        ns,
                        List.of(new Verdict(message.id(), state, null, null, null)),
                        Samples.TIME.plusSeconds(second));
    }

    @Test
    void findsOwnUndecidedDefinitionsNewestFirst() {
        Message staged = samples.definition("t", "tag", MessageState.STAGED);
        Message ready = samples.definition("t", "tag", MessageState.READY);
        Message received = samples.definition("t", "tag", MessageState.PENDING);
        Message broadcast =
                samples.message(UUID.randomUUID(), MessageType.BROADCAST, "t", "tag", MessageState.READY, null);
        insert(staged, ready, received, broadcast);

        assertThat(committed.messages().undecidedDefinitions(ns, "tag", "t"))
                .extracting(Message::id)
                .containsExactly(ready.id(), staged.id());
    }

    @Test
    void findsTheMessageThatBroughtADataItem() {
        Data item = samples.data(UUID.randomUUID());
        Message first = samples.message(UUID.randomUUID(), "broadcast", "t", "", MessageState.READY, null, item.ref());
        Message second = samples.message(UUID.randomUUID(), "broadcast", "t", "", MessageState.READY, null, item.ref());
        run(tx -> {
            tx.messages()
                    .insert(
                            ns,
                            List.of(new NewMessage(first, 1, Set.of(item.ref().id()))));
            tx.data().insertCarried(ns, List.of(item), Map.of(item.ref().id(), first.id()));
        });
        insert(second);

        assertThat(committed.messages().idsByData(ns, item.ref().id())).containsExactly(first.id(), second.id());
        assertThat(committed.data().findAllWithoutValues(ns, List.of(item.ref().id())))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.ref()).isEqualTo(item.ref());
                    assertThat(found.value()).isNull();
                });
    }

    @Test
    void findsMessagesByDataInSequence() {
        UUID shared = UUID.randomUUID();
        DataRef ref = new DataRef(shared, Hash.sha256("x"));
        Message one = samples.message(UUID.randomUUID(), "broadcast", "t", "", MessageState.READY, null, ref);
        Message two = samples.message(UUID.randomUUID(), "broadcast", "t", "", MessageState.READY, null, ref);
        insert(one, samples.message(MessageState.READY));
        insert(two);
        insert(one);

        assertThat(committed.messages().idsByData(ns, shared)).containsExactly(one.id(), two.id());
        assertThat(committed.messages().idsByData(otherNs, shared)).isEmpty();
    }
}
