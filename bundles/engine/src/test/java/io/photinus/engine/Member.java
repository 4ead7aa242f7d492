package io.photinus.engine;

import io.photinus.api.Confirm;
import io.photinus.api.MessageDraft;
import io.photinus.api.MessageDraft.DataDraft;
import io.photinus.database.sqlite3.EngineTestDatabase;
import io.photinus.engine.cores.Cores;
import io.photinus.engine.work.Bells;
import io.photinus.engine.work.EngineSettings;
import io.photinus.engine.work.Failpoints;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.namespaces.NamespaceSettings;
import io.photinus.namespaces.NamespaceSettings.Contract;
import io.photinus.namespaces.NamespaceSettings.Org;
import io.photinus.namespaces.Slots;
import io.photinus.persistence.Store;
import io.photinus.persistence.sql.SqlStoreFactory;
import io.photinus.plugin.blockchain.BlockchainPlugin;
import io.photinus.plugin.database.DatabasePlugin;
import io.photinus.plugin.dataexchange.DataExchangePlugin;
import io.photinus.plugin.sharedstorage.SharedStoragePlugin;
import io.photinus.testkit.Await;
import io.photinus.testkit.MemoryLedger;
import io.photinus.testkit.MemoryStorage;
import io.photinus.testkit.TestSlot;
import io.photinus.types.DatatypeRef;
import io.photinus.types.Event;
import io.photinus.types.EventType;
import io.photinus.types.Message;
import io.photinus.types.MessageHeader;
import io.photinus.types.MessageState;
import io.photinus.types.json.Json;
import io.photinus.types.json.JsonObject;
import io.photinus.types.json.RawJson;
import io.photinus.types.query.Condition;
import io.photinus.types.query.Query;
import io.photinus.types.query.RecordSets;
import io.photinus.types.query.Sort;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** One member of a test network: a real engine on a real database file, with doubles for what can fail. */
final class Member implements AutoCloseable {
    static final Confirm CONFIRM = new Confirm(true, Duration.ofSeconds(30));

    final String name;
    final TestSlot<BlockchainPlugin> blockchain;
    final TestSlot<SharedStoragePlugin> storage;
    private final EngineTestDatabase database;
    private final Slots slots;
    private final NamespaceSettings configured;
    private final EngineSettings quick;
    final Store store;
    final NamespaceEngine engine;

    Member(Path directory, String name, MemoryLedger ledger, MemoryStorage storage) {
        this(directory, name, ledger, storage, Map.of());
    }

    Member(Path directory, String name, MemoryLedger ledger, MemoryStorage storage, Map<String, ?> settings) {
        this(directory, name, ledger, storage, settings, store -> Cores.single(store, "process"));
    }

    /** @param cores the processes that share its database */
    Member(
            Path directory,
            String name,
            MemoryLedger ledger,
            MemoryStorage storage,
            Map<String, ?> settings,
            Function<Store, Cores> cores) {
        this.name = name;
        this.database = new EngineTestDatabase(directory.resolve(name + ".db"));
        DatabasePlugin plugin = database.plugin();
        this.store = new SqlStoreFactory()
                .open(name, plugin.writer(), plugin.reader(), plugin.dialect(), plugin.singleWriter());
        this.blockchain = new TestSlot<>("blockchain", "ledger_" + name, ledger);
        this.storage = new TestSlot<>("sharedstorage", "storage_" + name, storage);
        DataExchangePlugin exchange = node -> CompletableFuture.completedFuture(JsonObject.of(
                Map.of("id", "peer_" + name + "/" + node, "endpoint", "https://localhost", "cert", "none")));
        this.slots = new Slots(
                new TestSlot<>("database", "db_" + name, plugin),
                blockchain,
                this.storage,
                new TestSlot<>("dataexchange", "dx_" + name, exchange));
        this.configured = new NamespaceSettings(
                "local_" + name,
                "net",
                "",
                true,
                true,
                "",
                new Org("org_" + name, "key_" + name, ""),
                new Org("node_" + name, "", ""),
                List.of(new Contract(RawJson.require("{\"contract\":\"net\"}"), "oldest", JsonObject.empty())),
                Map.of(),
                "");
        Map<String, Object> all = new HashMap<>(Map.of("broadcast.batch.timeout", 50L));
        all.putAll(settings);
        this.quick = EngineSettings.of(all);
        this.engine = start(cores.apply(store));
    }

    /** What runs in one process of this member. */
    NamespaceEngine start(Cores cores) {
        NamespaceContext context = new NamespaceContext(
                configured, store, slots, quick, Bells.create(), new Failpoints(null), Clock.systemUTC());
        NamespaceEngine started = new NamespaceEngine(context, cores, type -> Optional.empty(), () -> {}, () -> {});
        started.start();
        return started;
    }

    String ns() {
        return "local_" + name;
    }

    String did() {
        return "did:firefly:org/org_" + name;
    }

    Member register() {
        engine.network().registerOrganization(CONFIRM).toCompletableFuture().join();
        engine.network().registerNode(CONFIRM).toCompletableFuture().join();
        return this;
    }

    static MessageDraft draft(String value, String... topics) {
        return typed(value, null, topics);
    }

    static MessageDraft typed(String value, DatatypeRef datatype, String... topics) {
        MessageHeader header = new MessageHeader(
                null, null, "", null, null, null, null, null, null, List.of(topics), null, null, null);
        return new MessageDraft(header, List.of(new DataDraft(null, null, null, datatype, RawJson.parse(value))), null);
    }

    Message send(MessageDraft draft) {
        return engine.messages()
                .broadcast(draft, Confirm.NO)
                .toCompletableFuture()
                .join();
    }

    Optional<Message> find(UUID id) {
        return engine.messages().find(id);
    }

    /** Waits until this member has given its verdict. */
    Message verdict(UUID id) {
        Await.until(
                () -> "verdict of " + name + " on " + id + ": " + find(id) + " " + engine.problem(),
                () -> find(id).map(Message::state).filter(MessageState::isFinal).isPresent());
        return find(id).orElseThrow();
    }

    /** Ids of the messages with verdict events on a topic, in event order. */
    List<UUID> confirmedOn(String topic) {
        Query query = new Query(
                List.of(
                        Condition.equal(RecordSets.EVENTS.require("topic"), topic),
                        Condition.equal(RecordSets.EVENTS.require("type"), EventType.MESSAGE_CONFIRMED.wire())),
                List.of(new Sort(RecordSets.EVENTS.require("sequence"), false)),
                0,
                0,
                false);
        return engine.list(RecordSets.EVENTS, query).items().stream()
                .map(Event::reference)
                .toList();
    }

    static String json(Object value) {
        return Json.write(value);
    }

    @Override
    public void close() {
        engine.close();
        store.close();
        database.close();
    }
}
