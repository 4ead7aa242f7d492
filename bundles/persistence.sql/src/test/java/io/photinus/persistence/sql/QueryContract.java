package io.photinus.persistence.sql;

import io.photinus.types.Batch;
import io.photinus.types.BatchPersisted;
import io.photinus.types.BlockchainEvent;
import io.photinus.types.BlockchainTransactionRef;
import io.photinus.types.Data;
import io.photinus.types.Datatype;
import io.photinus.types.Hash;
import io.photinus.types.Identity;
import io.photinus.types.IdentityMessages;
import io.photinus.types.IdentityType;
import io.photinus.types.Message;
import io.photinus.types.MessageState;
import io.photinus.types.OpStatus;
import io.photinus.types.OpType;
import io.photinus.types.Operation;
import io.photinus.types.Pin;
import io.photinus.types.Subscription;
import io.photinus.types.SubscriptionFilter;
import io.photinus.types.Transaction;
import io.photinus.types.TransactionRef;
import io.photinus.types.TxType;
import io.photinus.types.ValidatorType;
import io.photinus.types.Verifier;
import io.photinus.types.json.JsonObject;
import io.photinus.types.json.RawJson;
import io.photinus.types.query.AllOf;
import io.photinus.types.query.Condition;
import io.photinus.types.query.Field;
import io.photinus.types.query.FieldType;
import io.photinus.types.query.Match;
import io.photinus.types.query.Operator;
import io.photinus.types.query.Page;
import io.photinus.types.query.Query;
import io.photinus.types.query.RecordSet;
import io.photinus.types.query.RecordSets;
import io.photinus.types.query.Sort;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.photinus.persistence.sql.Samples.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

abstract class QueryContract extends StoreContract {
    private static final UUID ID = UUID.fromString("0c0c0c0c-1111-4222-8333-abcdefabcdef");

    @BeforeEach
    void oneOfEverything() {
        run(tx -> {
            tx.messages()
                    .insert(
                            ns,
                            List.of(item(samples.message(ID, "broadcast", "orders", "tag", MessageState.READY, "k"))));
            tx.data().insert(ns, List.of(samples.data(ID)));
            tx.datatypes()
                    .insert(
                            ns,
                            new Datatype(
                                    ID,
                                    ID,
                                    ValidatorType.JSON,
                                    ns,
                                    "widget",
                                    "1.0",
                                    Hash.sha256("d"),
                                    Samples.TIME,
                                    RawJson.require("{}")));
            tx.batches()
                    .insert(
                            ns,
                            new BatchPersisted(
                                    ID,
                                    Batch.BROADCAST,
                                    ns,
                                    ID,
                                    Hash.sha256("g"),
                                    Samples.TIME,
                                    "did:firefly:org/org_1",
                                    "0xabc",
                                    Hash.sha256("h"),
                                    RawJson.require("{}"),
                                    new TransactionRef(TxType.BATCH_PIN, ID),
                                    null),
                            null);
            tx.transactions()
                    .insert(ns, List.of(new Transaction(ID, ns, TxType.BATCH_PIN, Samples.TIME, "k", List.of("0x1"))));
            tx.operations().insert(ns, List.of(samples.operation(OpType.BLOCKCHAIN_INVOKE, OpStatus.PENDING)));
            tx.events().append(ns, List.of(Samples.event(ID)));
            tx.pins().insert(ns, List.of(samples.pin(Hash.sha256("p"), ID, 0)));
            tx.subscriptions()
                    .insert(
                            ns,
                            new Subscription(
                                    ID,
                                    ns,
                                    "sub",
                                    "websockets",
                                    SubscriptionFilter.ALL,
                                    JsonObject.empty(),
                                    false,
                                    Samples.TIME,
                                    null));
            tx.identities()
                    .upsert(
                            ns,
                            new Identity(
                                    ID,
                                    "did:firefly:org/o",
                                    IdentityType.ORG,
                                    ID,
                                    ns,
                                    "o",
                                    "about",
                                    JsonObject.of(Map.of("a", "b")),
                                    new IdentityMessages(ID, ID, ID),
                                    Samples.TIME,
                                    Samples.TIME));
            tx.verifiers().insert(ns, Verifier.of(ID, ns, "ethereum_address", "0xabc", Samples.TIME));
            tx.blockchainEvents()
                    .insert(
                            ns,
                            List.of(new BlockchainEvent(
                                    ID,
                                    "chain0",
                                    ns,
                                    "BatchPin",
                                    ID,
                                    "001",
                                    null,
                                    null,
                                    Samples.TIME,
                                    new BlockchainTransactionRef(TxType.BATCH_PIN, ID, "0x1"))));
        });
    }

    private <T> Page<T> query(RecordSet<T> set, Query query) {
        return store.read(r -> r.query(set, ns, query));
    }

    private <T> List<T> where(RecordSet<T> set, String field, boolean all, Match... matches) {
        return query(set, Query.where(new Condition(set.require(field), all, List.of(matches))))
                .items();
    }

    private static Match match(Operator operator, Object value) {
        return new Match(operator, false, false, value);
    }

    private static Match not(Operator operator, Object value) {
        return new Match(operator, true, false, value);
    }

    @Test
    void listsEveryCollectionOfTheNamespaceAlone() {
        for (RecordSet<?> set : RecordSets.ALL) {
            if (!set.stored()) {
                assertThatThrownBy(() -> query(set, Query.ALL))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(set.name());
                continue;
            }
            assertThat(query(set, Query.ALL).items()).as(set.name()).hasSize(1);
            Page<?> other = store.read(r -> r.query(set, otherNs, Query.ALL));
            assertThat(other.items()).as(set.name()).isEmpty();
        }
    }

    @Test
    void findsByEqualityOnEachFieldType() {
        assertFound(RecordSets.MESSAGES, "id", ID.toString(), UUID.randomUUID().toString());
        assertFound(RecordSets.MESSAGES, "tag", "tag", "TAG");
        assertFound(RecordSets.MESSAGES, "topics", "orders", "order");
        assertFound(RecordSets.MESSAGES, "pins", "a:1,b:2", "a:1");
        assertFound(RecordSets.MESSAGES, "group", Hash.sha256("group").toString(), "00");
        assertFound(RecordSets.MESSAGES, "created", Samples.TIME, Samples.TIME.plusNanos(1));
        assertFound(RecordSets.MESSAGES, "state", "ready", "READY");
        assertFound(RecordSets.MESSAGES, "txparent.type", "token_transfer", "none");
        assertFound(RecordSets.MESSAGES, "idempotencykey", "k", "K");
        assertFound(RecordSets.DATA, "value", "{\"b\":1.50,\"a\":[\"x\"]}", "{}");
        assertFound(RecordSets.DATA, "blob.size", 42L, 43L);
        assertFound(RecordSets.DATA, "datatype.version", "1.0", "1");
        assertFound(RecordSets.DATA, "public", "Qm1", "Qm");
        assertFound(RecordSets.TRANSACTIONS, "blockchainids", "0x1", "0x");
        assertFound(RecordSets.OPERATIONS, "status", "Pending", "pending");
        assertFound(RecordSets.OPERATIONS, "input", "{\"in\":\"put\"}", "put");
        assertFound(RecordSets.PINS, "masked", true, false);
        assertFound(RecordSets.PINS, "dispatched", false, true);
        assertFound(RecordSets.PINS, "index", 0L, 1L);
        assertFound(RecordSets.IDENTITIES, "messages.update", ID.toString(), "x");
        assertFound(RecordSets.VERIFIERS, "value", "0xabc", "0xab");
        assertFound(RecordSets.BLOCKCHAIN_EVENTS, "listener", ID.toString(), "x");
        assertFound(RecordSets.BLOCKCHAIN_EVENTS, "tx.blockchainid", "0x1", "0x");
        assertFound(RecordSets.BLOCKCHAIN_EVENTS, "timestamp", Samples.TIME, Samples.TIME.minusNanos(1));
        assertFound(RecordSets.SUBSCRIPTIONS, "filters", "{}", "");
        assertFound(RecordSets.BATCHES, "tx.id", ID.toString(), "x");
        assertFound(RecordSets.EVENTS, "reference", ID.toString(), "x");
        assertFound(RecordSets.DATATYPES, "name", "widget", "Widget");
    }

    private void assertFound(RecordSet<?> set, String field, Object right, Object wrong) {
        assertThat(where(set, field, false, Match.equal(right))).as(field).hasSize(1);
        assertThat(where(set, field, false, Match.equal(wrong))).as(field).isEmpty();
        assertThat(where(set, field, false, not(Operator.EQUAL, right)))
                .as(field)
                .isEmpty();
        assertThat(where(set, field, false, not(Operator.EQUAL, wrong)))
                .as(field)
                .hasSize(1);
    }

    @Test
    void neverMatchesAFieldThatIsStoredNowhere() {
        assertThat(where(RecordSets.BATCHES, "payloadref", false, Match.equal("x")))
                .isEmpty();
        assertThat(where(RecordSets.BATCHES, "payloadref", false, Match.equal(null)))
                .isEmpty();
        assertThat(where(RecordSets.BATCHES, "payloadref", false, not(Operator.EQUAL, "x")))
                .isEmpty();
    }

    @Test
    void takesTextLiterallyAndWithCase() {
        String name = "50%_[Off]é";
        run(tx -> tx.datatypes()
                .insert(
                        ns,
                        new Datatype(UUID.randomUUID(), null, ValidatorType.JSON, ns, name, "9", null, null, null)));

        for (String part : List.of("50%_[Off]é", "%_[", "[Off", "é")) {
            assertThat(where(RecordSets.DATATYPES, "name", false, match(Operator.CONTAINS, part)))
                    .as(part)
                    .extracting(Datatype::name)
                    .containsExactly(name);
        }
        assertThat(where(RecordSets.DATATYPES, "name", false, match(Operator.STARTS_WITH, "50%")))
                .hasSize(1);
        assertThat(where(RecordSets.DATATYPES, "name", false, match(Operator.STARTS_WITH, "5_")))
                .isEmpty();
        assertThat(where(RecordSets.DATATYPES, "name", false, match(Operator.ENDS_WITH, "f]é")))
                .hasSize(1);
        assertThat(where(RecordSets.DATATYPES, "name", false, match(Operator.CONTAINS, "off")))
                .isEmpty();
        assertThat(where(RecordSets.DATATYPES, "name", false, new Match(Operator.CONTAINS, false, true, "off")))
                .hasSize(1);
        assertThat(where(RecordSets.DATATYPES, "name", false, new Match(Operator.EQUAL, false, true, "WIDGET")))
                .hasSize(1);
        assertThat(where(RecordSets.DATATYPES, "name", false, new Match(Operator.EQUAL, true, true, "WIDGET")))
                .extracting(Datatype::name)
                .containsExactly(name);
        assertThat(where(RecordSets.DATATYPES, "name", false, not(Operator.CONTAINS, "wid")))
                .extracting(Datatype::name)
                .containsExactly(name);
    }

    @Test
    void leavesRowsWithoutAValueOutOfNegations() {
        assertThat(where(RecordSets.MESSAGES, "batch", false, not(Operator.EQUAL, "x")))
                .isEmpty();
        assertThat(where(RecordSets.OPERATIONS, "output", false, not(Operator.CONTAINS, "x")))
                .isEmpty();
        assertThat(where(RecordSets.OPERATIONS, "output", false, Match.equal(null)))
                .hasSize(1);
        // An absent text is stored as the empty one, as a Go node does.
        assertThat(where(RecordSets.OPERATIONS, "error", false, not(Operator.EQUAL, "")))
                .isEmpty();
        assertThat(where(RecordSets.OPERATIONS, "error", false, Match.equal("")))
                .hasSize(1);
    }

    @Test
    void joinsComparisonsOfAFieldWithOrOrAnd() {
        insertMessages(10);
        Match third = match(Operator.GREATER_OR_EQUAL, Samples.TIME.plusSeconds(3));
        Match sixth = match(Operator.LESS, Samples.TIME.plusSeconds(6));

        assertThat(where(RecordSets.MESSAGES, "created", true, third, sixth)).hasSize(3);
        assertThat(where(RecordSets.MESSAGES, "created", false, third, sixth)).hasSize(11);
        assertThat(where(
                        RecordSets.MESSAGES,
                        "tag",
                        false,
                        Match.equal("t2"),
                        Match.equal("t4"),
                        match(Operator.GREATER_OR_EQUAL, "tag")))
                .hasSize(3);
        Query both = Query.where(
                        Condition.in(RecordSets.MESSAGES.require("tag"), List.of("t2", "t3")),
                        Condition.equal(RecordSets.MESSAGES.require("tag"), "t3"))
                .and(Condition.equal(RecordSets.MESSAGES.require("state"), "ready"));
        assertThat(query(RecordSets.MESSAGES, both).items()).hasSize(1);
    }

    private List<Message> insertMessages(int count) {
        List<Message> messages = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            Message message =
                    samples.message(UUID.randomUUID(), "broadcast", "t", "t" + (i + 1), MessageState.READY, null);
            var header = message.header();
            messages.add(new Message(
                    new io.photinus.types.MessageHeader(
                            header.id(),
                            null,
                            header.type(),
                            header.txtype(),
                            header.author(),
                            header.key(),
                            Samples.TIME.plusSeconds(i),
                            header.namespace(),
                            null,
                            header.topics(),
                            header.tag(),
                            null,
                            null),
                    ns,
                    null,
                    null,
                    null,
                    MessageState.READY,
                    null,
                    null,
                    List.of(),
                    List.of(),
                    null));
        }
        run(tx -> tx.messages().insert(ns, messages.stream().map(Samples::item).toList()));
        return messages;
    }

    @Test
    void pagesAndCounts() {
        insertMessages(10);
        Sort bySequence = new Sort(RecordSets.MESSAGES.require("sequence"), false);

        Page<Message> page = query(RecordSets.MESSAGES, new Query(List.of(), List.of(bySequence), 2, 3, true));
        Page<Message> rest = query(RecordSets.MESSAGES, new Query(List.of(), List.of(bySequence), 9, 0, false));

        assertThat(page.total()).isEqualTo(11);
        assertThat(page.items()).extracting(m -> m.header().tag()).containsExactly("t3", "t4", "t5");
        assertThat(rest.total()).isNull();
        assertThat(rest.items()).extracting(m -> m.header().tag()).containsExactly("t10", "t11");
    }

    @Test
    void listsMessagesWithoutVerdictFirstThenByVerdict() {
        List<Message> messages = insertMessages(5);
        run(tx -> {
            settle(tx, messages.get(0), 30);
            settle(tx, messages.get(1), 10);
            settle(tx, messages.get(3), 20);
        });

        assertThat(query(RecordSets.MESSAGES, Query.ALL).items())
                .extracting(m -> m.header().tag())
                .containsExactly("t6", "t4", "tag", "t2", "t5", "t3");
    }

    private void settle(io.photinus.persistence.Store.Transaction tx, Message message, int seconds) {
        tx.messages()
                .settle(
                        ns,
                        List.of(new io.photinus.persistence.MessageRepository.Verdict(
                                message.id(), MessageState.CONFIRMED, null, null, null)),
                        Samples.TIME.plusSeconds(seconds));
    }

    @Test
    void listsOtherCollectionsNewestFirst() {
        Data newer = samples.data(UUID.randomUUID());
        run(tx -> tx.data().insert(ns, List.of(newer)));
        run(tx -> tx.pins().insert(ns, List.of(samples.pin(Hash.sha256("q"), UUID.randomUUID(), 7))));
        Operation last = samples.operation(OpType.BLOCKCHAIN_INVOKE, OpStatus.PENDING);
        run(tx -> tx.operations().insert(ns, List.of(last)));

        assertThat(query(RecordSets.DATA, Query.ALL).items())
                .extracting(Data::id)
                .containsExactly(newer.id(), ID);
        assertThat(query(RecordSets.PINS, Query.ALL).items())
                .extracting(Pin::index)
                .containsExactly(7L, 0L);
        assertThat(query(RecordSets.OPERATIONS, Query.ALL).items().get(0)).isEqualTo(last);
    }

    @Test
    void sortsByGivenKeysWithAbsentValuesLowest() {
        List<Message> messages = insertMessages(3);
        run(tx -> settle(tx, messages.get(1), 5));
        Field confirmed = RecordSets.MESSAGES.require("confirmed");
        Field created = RecordSets.MESSAGES.require("created");

        Page<Message> up = query(
                RecordSets.MESSAGES,
                new Query(List.of(), List.of(new Sort(confirmed, false), new Sort(created, true)), 0, 0, false));
        Page<Message> down =
                query(RecordSets.MESSAGES, new Query(List.of(), List.of(new Sort(confirmed, true)), 0, 0, false));

        assertThat(up.items()).extracting(m -> m.header().tag()).containsExactly("t4", "t2", "tag", "t3");
        assertThat(down.items()).extracting(m -> m.header().tag()).startsWith("t3");
    }

    @Test
    void letsNoForeignFieldOrTextIntoAStatement() {
        Field foreign = new Field("id = id or 1", FieldType.TEXT);

        assertThatThrownBy(() -> query(RecordSets.MESSAGES, Query.where(Condition.equal(foreign, "x"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> query(
                        RecordSets.MESSAGES, new Query(List.of(), List.of(new Sort(foreign, false)), 0, 0, false)))
                .isInstanceOf(IllegalArgumentException.class);
        for (String text : List.of("' or '1'='1", "#{namespace}", "${namespace}", "\u0000", "x'); --")) {
            for (Operator operator : List.of(Operator.EQUAL, Operator.CONTAINS)) {
                assertThat(where(RecordSets.MESSAGES, "tag", false, match(operator, text)))
                        .as(text)
                        .isEmpty();
            }
        }
    }

    @Test
    void comparesTimesToTheNanosecond() {
        Instant time = Samples.TIME;
        assertThat(where(RecordSets.DATA, "created", false, match(Operator.GREATER, time.minusNanos(1))))
                .hasSize(1);
        assertThat(where(RecordSets.DATA, "created", false, match(Operator.GREATER, time)))
                .isEmpty();
        assertThat(where(RecordSets.DATA, "created", false, match(Operator.LESS_OR_EQUAL, time)))
                .hasSize(1);
        assertThat(where(RecordSets.DATA, "created", false, match(Operator.LESS, time)))
                .isEmpty();
    }

    /** No table holds amounts yet, so a query makes one. */
    @Test
    void comparesAmountsAsNumbersOfAnySize() throws SQLException {
        List<BigInteger> stored = List.of(
                BigInteger.ZERO,
                BigInteger.TWO,
                BigInteger.TEN,
                BigInteger.valueOf(100),
                BigInteger.valueOf(Long.MAX_VALUE),
                BigInteger.TWO.pow(64),
                BigInteger.TWO.pow(256).subtract(BigInteger.ONE));
        List<BigInteger> asked = new ArrayList<>(stored);
        asked.addAll(List.of(
                BigInteger.valueOf(-1), BigInteger.valueOf(9), BigInteger.TWO.pow(65), BigInteger.TWO.pow(256)));
        for (BigInteger value : asked) {
            assertThat(amounts(stored, Match.equal(value))).isEqualTo(which(stored, each -> each.equals(value)));
            assertThat(amounts(stored, not(Operator.EQUAL, value)))
                    .isEqualTo(which(stored, each -> !each.equals(value)));
            assertThat(amounts(stored, match(Operator.GREATER, value)))
                    .isEqualTo(which(stored, each -> each.compareTo(value) > 0));
            assertThat(amounts(stored, match(Operator.GREATER_OR_EQUAL, value)))
                    .isEqualTo(which(stored, each -> each.compareTo(value) >= 0));
            assertThat(amounts(stored, match(Operator.LESS, value)))
                    .isEqualTo(which(stored, each -> each.compareTo(value) < 0));
            assertThat(amounts(stored, match(Operator.LESS_OR_EQUAL, value)))
                    .isEqualTo(which(stored, each -> each.compareTo(value) <= 0));
        }
        Match[] all = asked.stream().map(Match::equal).toArray(Match[]::new);
        assertThat(amounts(stored, all)).hasSameSizeAs(stored);
    }

    private static List<Integer> which(List<BigInteger> stored, Predicate<BigInteger> wanted) {
        return IntStream.range(0, stored.size())
                .filter(i -> wanted.test(stored.get(i)))
                .boxed()
                .toList();
    }

    private List<Integer> amounts(List<BigInteger> stored, Match... matches) throws SQLException {
        Dialect dialect = Dialect.of(database.plugin().dialect());
        Table table = new Table("amounts", "seq", "seq desc", "seq", Map.of());
        Conditions conditions = new Conditions(RecordSets.TOKEN_BALANCES, table, dialect);
        Condition condition = new Condition(RecordSets.TOKEN_BALANCES.require("balance"), false, List.of(matches));
        String where = conditions.of(new AllOf(List.of(condition), List.of())).replaceAll("#\\{[^}]*}", "?");
        String column = "cast(? as text)" + (dialect == Dialect.POSTGRES ? " collate \"C\"" : "");
        String rows = IntStream.range(0, stored.size())
                .mapToObj(i -> "(" + i + ", " + column + ")")
                .collect(Collectors.joining(", "));
        List<Integer> found = new ArrayList<>();
        try (Connection connection = database.plugin().reader().getConnection();
                PreparedStatement select = connection.prepareStatement("with amounts (seq, balance) as (values " + rows
                        + ") select seq from amounts where " + where + " order by seq")) {
            int index = 1;
            for (BigInteger amount : stored) {
                select.setString(index++, "0".repeat(64 - amount.toString(16).length()) + amount.toString(16));
            }
            for (Object value : conditions.values()) {
                select.setObject(index++, value);
            }
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    found.add(result.getInt(1));
                }
            }
        }
        return found;
    }
}
