package io.photinus.persistence.sql;

import io.photinus.persistence.EventRepository.NewEvent;
import io.photinus.persistence.Store;
import io.photinus.types.BatchPersisted;
import io.photinus.types.BlobRef;
import io.photinus.types.BlockchainEvent;
import io.photinus.types.BlockchainTransactionRef;
import io.photinus.types.Data;
import io.photinus.types.Datatype;
import io.photinus.types.DatatypeRef;
import io.photinus.types.Event;
import io.photinus.types.EventType;
import io.photinus.types.Hash;
import io.photinus.types.Identity;
import io.photinus.types.IdentityMessages;
import io.photinus.types.IdentityType;
import io.photinus.types.Message;
import io.photinus.types.MessageHeader;
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
import io.photinus.types.json.Json;
import io.photinus.types.json.JsonObject;
import io.photinus.types.json.RawJson;
import io.photinus.types.json.WireValue;
import io.photinus.types.query.RecordSets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Fills a store with rows for every collection: all kinds of values in all kinds of fields, made from the plain values that
 * {@link QueryOracle} looks at. Sequences are known only when the rows are stored.
 */
final class QueryShelves {
    static final int ROWS = 20;
    /** Longer than the pattern that SQLite's LIKE takes. */
    static final String LONG = "x".repeat(60_000) + "Yé";

    /** Short enough for an index. */
    static final List<String> TEXTS = List.of(
            "",
            "a",
            "A",
            "abc",
            "aBc",
            "ABCDEF",
            "50%",
            "50x",
            "a_c",
            "[br]ack",
            "it's \"so\"",
            "é",
            "É",
            "日本",
            "a\\b",
            "two\nlines",
            "\uD83D\uDE00z",
            "\uFFFDx",
            " #{namespace} ${namespace}");

    static final List<Instant> TIMES = Arrays.asList(
            null,
            Instant.EPOCH,
            Instant.EPOCH.plusNanos(1),
            Instant.parse("1969-12-31T23:59:59.999999999Z"),
            Samples.TIME,
            Samples.TIME.plusNanos(1),
            Instant.parse("2200-01-01T00:00:00Z"),
            Instant.parse("1700-01-01T00:00:00Z"));
    static final List<Long> NUMBERS =
            List.of(0L, 1L, 42L, -1L, 1000L, 9_007_199_254_740_993L, Long.MAX_VALUE, Long.MIN_VALUE);

    private static final List<List<String>> LISTS =
            List.of(List.of(), List.of("a"), List.of("a", "B"), List.of("50%", "a_c", "é"), List.of("default"));
    private static final List<String> JSONS = List.of(
            "{}",
            "{\"b\":1.50,\"a\":[\"x\"]}",
            "{\"text\":\"50% a_c [br] é <&>\"}",
            "{\"text\":\"A\"}",
            "{\"long\":\"" + "y".repeat(3000) + "\"}");

    private final Store.Transaction tx;
    private final String ns;
    private final List<QueryShelf<?>> shelves = new ArrayList<>();
    private int row;
    private int salt;
    private Map<String, Object> columns = Map.of();

    QueryShelves(Store.Transaction tx, String ns) {
        this.tx = tx;
        this.ns = ns;
    }

    /** Fills everything; what the database numbers is missing in the rows. */
    List<QueryShelf<?>> fill() {
        shelve(RecordSets.MESSAGES, this::message, Message::id, list -> tx.messages()
                .insert(ns, list.stream().map(Samples::item).toList()));
        shelve(RecordSets.DATA, this::data, Data::id, list -> tx.data().insert(ns, list));
        shelve(
                RecordSets.DATATYPES,
                this::datatype,
                Datatype::id,
                list -> list.forEach(each -> tx.datatypes().insert(ns, each)));
        shelve(
                RecordSets.BATCHES,
                this::batch,
                BatchPersisted::id,
                list -> list.forEach(each -> tx.batches().insert(ns, each, null)));
        shelve(RecordSets.TRANSACTIONS, this::transaction, Transaction::id, list -> tx.transactions()
                .insert(ns, list));
        shelve(RecordSets.OPERATIONS, this::operation, Operation::id, list -> tx.operations()
                .insert(ns, list));
        shelve(RecordSets.EVENTS, this::event, Event::id, list -> tx.events()
                .append(ns, list.stream().map(QueryShelves::append).toList()));
        shelve(RecordSets.PINS, this::pin, Pin::batch, list -> tx.pins().insert(ns, list));
        shelve(
                RecordSets.SUBSCRIPTIONS,
                this::subscription,
                Subscription::id,
                list -> list.forEach(each -> tx.subscriptions().insert(ns, each)));
        shelve(
                RecordSets.IDENTITIES,
                this::identity,
                Identity::id,
                list -> list.forEach(each -> tx.identities().upsert(ns, each)));
        shelve(
                RecordSets.VERIFIERS,
                this::verifier,
                Verifier::hash,
                list -> list.forEach(each -> tx.verifiers().insert(ns, each)));
        shelve(RecordSets.BLOCKCHAIN_EVENTS, this::blockchainEvent, BlockchainEvent::id, list -> tx.blockchainEvents()
                .insert(ns, list));
        return shelves;
    }

    private interface Maker<T> {
        T make();
    }

    private interface Inserter<T> {
        void insert(List<T> records);
    }

    private <T> void shelve(
            io.photinus.types.query.RecordSet<T> set, Maker<T> maker, Function<T, Object> key, Inserter<T> inserter) {
        List<T> records = new ArrayList<>();
        List<QueryShelf.Row> rows = new ArrayList<>();
        for (row = 0; row < ROWS; row++) {
            salt = set.name().length();
            columns = new HashMap<>();
            T made = maker.make();
            records.add(made);
            rows.add(new QueryShelf.Row(key.apply(made), columns));
        }
        inserter.insert(records);
        shelves.add(new QueryShelf<>(set, rows, key));
    }

    private static NewEvent append(Event event) {
        return new NewEvent(
                event.id(),
                event.type(),
                event.reference(),
                event.correlator(),
                event.tx(),
                event.topic(),
                event.created());
    }

    // Each of these picks a value for a field, notes what the column must hold, and gives what the record holds.

    private <V> V pick(List<V> values) {
        salt++;
        return values.get((row * 7 + salt) % values.size());
    }

    private String text(String field) {
        return text(field, TEXTS);
    }

    /** An absent text is the empty one. */
    private String text(String field, List<String> values) {
        String value = pick(values);
        columns.put(field, value);
        return value.isEmpty() ? null : value;
    }

    private String textAlways(String field) {
        return text(field, TEXTS.subList(1, TEXTS.size()));
    }

    /** Long in one row, because it is slow to read. */
    private String longText(String field) {
        return row == 3 ? text(field, List.of(LONG)) : text(field);
    }

    /** For columns with a unique index. */
    private String ownText(String field) {
        String value = pick(TEXTS) + "#" + row;
        columns.put(field, value);
        return value;
    }

    private UUID id(String field) {
        UUID value = new UUID(0xABCDEF0000004000L + salt++, 0x8000000000000000L + row);
        columns.put(field, value.toString());
        return value;
    }

    private UUID link(String field) {
        salt++;
        return row % 3 == 0 ? none(field) : id(field);
    }

    private <V> V none(String field) {
        columns.put(field, null);
        return null;
    }

    private Hash ownHash(String field) {
        Hash value = Hash.sha256(field + row);
        columns.put(field, value.toString());
        return value;
    }

    private Hash hash(String field) {
        salt++;
        return (row + salt) % 4 == 0 ? none(field) : ownHash(field);
    }

    private <E extends Enum<E> & WireValue> E constant(String field, Class<E> type) {
        E value = pick(List.of(type.getEnumConstants()));
        columns.put(field, value.wire());
        return value;
    }

    private <E extends Enum<E> & WireValue> E optional(String field, Class<E> type) {
        return row % 5 == 0 ? none(field) : constant(field, type);
    }

    private Instant time(String field) {
        Instant value = pick(TIMES);
        columns.put(field, value);
        return value;
    }

    private Instant timeAlways(String field) {
        Instant value = pick(TIMES.subList(1, TIMES.size()));
        columns.put(field, value);
        return value;
    }

    private long number(String field) {
        long value = pick(NUMBERS);
        columns.put(field, value);
        return value;
    }

    private boolean flag(String field) {
        boolean value = pick(List.of(true, false, true));
        columns.put(field, value);
        return value;
    }

    private List<String> texts(String field) {
        List<String> value = pick(LISTS);
        columns.put(field, String.join(",", value));
        return value;
    }

    private RawJson json(String field) {
        RawJson value = row % 6 == 0 ? null : RawJson.require(pick(JSONS));
        columns.put(field, value == null ? null : value.text());
        return value;
    }

    private JsonObject object(String field) {
        JsonObject value = JsonObject.parse(pick(JSONS));
        columns.put(field, value.toString());
        return value;
    }

    private JsonObject optionalObject(String field) {
        return row % 6 == 0 ? none(field) : object(field);
    }

    private Message message() {
        UUID id = id("id");
        TxType parent = optional("txparent.type", TxType.class);
        UUID parentId = link("txparent.id");
        MessageHeader header = new MessageHeader(
                id,
                link("cid"),
                text("type", List.of("broadcast", "private", "definition", "groupinit")),
                optional("txtype", TxType.class),
                text("author"),
                text("key"),
                time("created"),
                "net",
                hash("group"),
                texts("topics"),
                text("tag"),
                hash("datahash"),
                parent == null && parentId == null ? null : new TransactionRef(parent, parentId));
        return new Message(
                header,
                ns,
                hash("hash"),
                link("batch"),
                link("txid"),
                constant("state", MessageState.class),
                time("confirmed"),
                text("rejectreason"),
                List.of(),
                texts("pins"),
                row % 3 == 0 ? none("idempotencykey") : ownText("idempotencykey"));
    }

    private Data data() {
        boolean attached = row % 2 == 1;
        String name = text("datatype.name");
        String version = text("datatype.version");
        BlobRef blob = null;
        if (attached) {
            blob = new BlobRef(
                    ownHash("blob.hash"),
                    number("blob.size"),
                    text("blob.name"),
                    text("blob.path"),
                    text("blob.public"));
        } else {
            none("blob.hash");
            columns.put("blob.size", 0L);
            List.of("blob.name", "blob.path", "blob.public").forEach(field -> columns.put(field, ""));
        }
        return new Data(
                id("id"),
                optional("validator", ValidatorType.class),
                ns,
                hash("hash"),
                time("created"),
                name == null && version == null ? null : new DatatypeRef(name, version),
                json("value"),
                text("public"),
                blob);
    }

    private Datatype datatype() {
        return new Datatype(
                id("id"),
                link("message"),
                optional("validator", ValidatorType.class),
                ns,
                ownText("name"),
                textAlways("version"),
                null,
                time("created"),
                null);
    }

    private BatchPersisted batch() {
        return new BatchPersisted(
                id("id"),
                text("type", List.of("broadcast", "private")),
                ns,
                link("node"),
                hash("group"),
                time("created"),
                text("author"),
                text("key"),
                hash("hash"),
                null,
                new TransactionRef(optional("tx.type", TxType.class), link("tx.id")),
                time("confirmed"));
    }

    private Transaction transaction() {
        return new Transaction(
                id("id"),
                ns,
                constant("type", TxType.class),
                time("created"),
                row % 3 == 0 ? none("idempotencykey") : ownText("idempotencykey"),
                texts("blockchainids"));
    }

    private Operation operation() {
        return new Operation(
                id("id"),
                ns,
                id("tx"),
                constant("type", OpType.class),
                constant("status", OpStatus.class),
                textAlways("plugin"),
                object("input"),
                optionalObject("output"),
                longText("error"),
                time("created"),
                time("updated"),
                link("retry"));
    }

    private Event event() {
        return new Event(
                id("id"),
                0,
                constant("type", EventType.class),
                ns,
                link("reference"),
                link("correlator"),
                link("tx"),
                text("topic"),
                timeAlways("created"));
    }

    private Pin pin() {
        return new Pin(
                0,
                ns,
                flag("masked"),
                ownHash("hash"),
                id("batch"),
                Hash.sha256("batch"),
                number("index"),
                flag("dispatched"),
                "0xabc",
                time("created"));
    }

    private Subscription subscription() {
        SubscriptionFilter filter = row % 4 == 0
                ? SubscriptionFilter.ALL
                : new SubscriptionFilter(pick(TEXTS), null, null, null, pick(TEXTS), null, null, null, null);
        columns.put("filters", Json.write(filter));
        return new Subscription(
                id("id"),
                ns,
                ownText("name"),
                text("transport", List.of("websockets", "webhooks", "system")),
                filter,
                object("options"),
                false,
                time("created"),
                null);
    }

    private Identity identity() {
        return new Identity(
                id("id"),
                ownText("did"),
                constant("type", IdentityType.class),
                link("parent"),
                ns,
                ownText("name"),
                longText("description"),
                optionalObject("profile"),
                new IdentityMessages(link("messages.claim"), link("messages.verification"), link("messages.update")),
                time("created"),
                time("updated"));
    }

    private Verifier verifier() {
        return new Verifier(
                ownHash("hash"),
                id("identity"),
                ns,
                text("type", List.of("ethereum_address", "dx_peer_id")),
                ownText("value"),
                time("created"));
    }

    private BlockchainEvent blockchainEvent() {
        UUID listener = link("listener");
        return new BlockchainEvent(
                id("id"),
                text("source"),
                ns,
                text("name"),
                listener,
                ownText("protocolid"),
                null,
                null,
                time("timestamp"),
                new BlockchainTransactionRef(
                        optional("tx.type", TxType.class), link("tx.id"), text("tx.blockchainid")));
    }
}
