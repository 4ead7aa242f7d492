package io.photinus.persistence.sql;

import io.photinus.persistence.OperationRepository.Change;
import io.photinus.types.EventType;
import io.photinus.types.Hash;
import io.photinus.types.IdentityType;
import io.photinus.types.MessageState;
import io.photinus.types.OpStatus;
import io.photinus.types.OpType;
import io.photinus.types.query.Query;
import io.photinus.types.query.RecordSet;
import io.photinus.types.query.RecordSets;
import io.photinus.types.query.Sort;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.session.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * In a database that has been filled for long, the statements that run all day are answered from an index, and in its
 * order. How full it is says {@code -Dphotinus.growth.messages}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HotPlanContract {
    private static final String PACKAGE = HotPlanContract.class.getPackageName() + ".";
    private static final long ROWS = Long.getLong("photinus.growth.messages", 100_000);

    /** What every statement may be given. */
    private static final Map<String, Object> PARAMETERS = Map.ofEntries(
            Map.entry("namespace", "ns"),
            Map.entry("id", UUID.randomUUID()),
            Map.entry("ids", List.of(UUID.randomUUID(), UUID.randomUUID())),
            Map.entry("key", "key"),
            Map.entry("keys", List.of("key1", "key2")),
            Map.entry("limit", 10),
            Map.entry("batch", UUID.randomUUID()),
            Map.entry("batches", List.of(UUID.randomUUID(), UUID.randomUUID())),
            Map.entry("transaction", UUID.randomUUID()),
            Map.entry("sequences", List.of(1L, 2L)),
            Map.entry(
                    "outcome",
                    new SqlMessages.Outcome(MessageState.CONFIRMED, "", UUID.randomUUID(), UUID.randomUUID())),
            Map.entry("confirmed", Samples.TIME),
            Map.entry("updated", Samples.TIME),
            Map.entry("changes", List.of(new Change(UUID.randomUUID(), OpStatus.SUCCEEDED, null, null))),
            Map.entry("tag", "tag"),
            Map.entry("topic", "topic"),
            Map.entry("author", "author"),
            Map.entry("data", UUID.randomUUID()),
            Map.entry("after", 0L),
            Map.entry("sequence", 0L),
            Map.entry("contexts", List.of(Hash.sha256("a"), Hash.sha256("b"))),
            Map.entry("from", 0L),
            Map.entry("count", 1L),
            Map.entry("references", List.of(UUID.randomUUID(), UUID.randomUUID())),
            Map.entry("name", "name"),
            Map.entry("did", "did"),
            Map.entry("value", "value"),
            Map.entry("hash", Hash.sha256("a")),
            Map.entry("identities", List.of(UUID.randomUUID())));

    private TestDatabase database;
    private Configuration configuration;

    abstract TestDatabase open(Path directory);

    /** The name that an index has where it is used, when it makes the primary key of a table. */
    abstract String primaryKey(String table);

    /** How the database means to answer. */
    abstract List<String> plan(Connection connection, String sql, Values values) throws SQLException;

    /** Sets the values of a statement. */
    interface Values {
        void set(java.sql.PreparedStatement statement) throws SQLException;
    }

    /** Whether a step of a plan reads a whole table. */
    abstract boolean readsAll(String step);

    /** Whether a step of a plan sorts what it has found. */
    abstract boolean sorts(String step);

    @BeforeAll
    void fill(@TempDir Path directory) throws SQLException {
        database = open(directory);
        String dialect = database.plugin().dialect();
        new Filler(dialect, "ns", ROWS).fill(database.plugin().writer());
        configuration = new Sessions(
                        database.plugin().writer(),
                        database.plugin().reader(),
                        dialect,
                        new Counts(),
                        new Deadlines("test"))
                .configuration();
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void messages() throws SQLException {
        assertUses("MessageMapper.ready", primaryKey("outbox"));
        assertUses("MessageMapper.seal", primaryKey("outbox"));
        assertUses("MessageMapper.findAll", "messages_id");
        assertUses("MessageMapper.settle", "messages_id");
        assertUses("MessageMapper.sent", "messages_id");
        assertUses("MessageMapper.byIdempotencyKey", "messages_idempotency");
        assertUsesUnsorted("MessageMapper.confirmedDefinitions", "messages_definitions");
        assertUses("MessageMapper.undecidedDefinitions", "messages_definitions");
        assertUsesUnsorted("MessageMapper.idsByData", "messages_id");
    }

    @Test
    void pins() throws SQLException {
        assertUses("PinMapper.undispatched", "pins_undispatched");
        assertUses("PinMapper.lowestUndispatched", "pins_undispatched");
        assertUses("PinMapper.countUndispatched", "pins_undispatched");
        assertUses("PinMapper.lowestOfBatches", "pins_first");
        assertUses("PinMapper.dispatched", "pins_first");
        assertUsesUnsorted("PinMapper.firstUndispatched", "pins_contexts");
    }

    @Test
    void eventsAndOperations() throws SQLException {
        assertUses("EventMapper.after", primaryKey("events"));
        assertUses("EventMapper.highest", primaryKey("events"));
        assertUses("EventMapper.find", "events_id");
        assertUsesUnsorted("EventMapper.about", "events_reference", "types", List.of(EventType.MESSAGE_CONFIRMED));
        assertUses("OperationMapper.open", "operations_open", "types", List.of(OpType.BLOCKCHAIN_PIN_BATCH));
        assertUses("OperationMapper.findAll", "operations_id");
        assertUses("OperationMapper.byTransaction", "operations_tx");
        assertUsesUnsorted("OperationMapper.update", "operations_id");
    }

    @Test
    void everythingThatIsFoundByIdOrName() throws SQLException {
        assertUses("DataMapper.findAll", "data_id");
        assertUses("DataMapper.findAllWithoutValues", "data_id");
        assertUses("BatchMapper.findAll", "batches_id");
        assertUses("BatchMapper.confirm", "batches_id");
        assertUses("TransactionMapper.findAll", "transactions_id");
        assertUses("TransactionMapper.findForUpdate", "transactions_id");
        assertUses("BlockchainEventMapper.findAll", "blockchain_events_id");
        assertUses("BlockchainEventMapper.byTransaction", "blockchain_events_tx");
        assertUses("IdentityMapper.findAll", "identities_id");
        assertUses("IdentityMapper.byDid", "identities_did");
        assertUses("IdentityMapper.byName", "identities_name", "type", IdentityType.ORG);
        assertUses("VerifierMapper.find", "verifiers_hash");
        assertUses("VerifierMapper.byValue", "verifiers_value", "type", "ethereum_address");
        assertUsesUnsorted("VerifierMapper.byIdentities", "verifiers_identity");
    }

    @Test
    void listsInDefaultOrder() throws SQLException {
        assertLists(RecordSets.MESSAGES, "messages_listing");
        assertLists(RecordSets.DATA, "data_listing");
        assertLists(RecordSets.BATCHES, "batches_listing");
        assertLists(RecordSets.TRANSACTIONS, "transactions_listing");
        assertLists(RecordSets.OPERATIONS, "operations_listing");
        assertLists(RecordSets.EVENTS, primaryKey("events"));
        assertLists(RecordSets.PINS, "pins_listing");
        assertLists(RecordSets.BLOCKCHAIN_EVENTS, "blockchain_events_listing");
    }

    @Test
    void listsEventsBySequence() throws SQLException {
        Sort sequence = new Sort(RecordSets.EVENTS.require("sequence"), false);
        Query query = new Query(List.of(), List.of(sequence), 0, 25, false);
        assertList(RecordSets.EVENTS, query, primaryKey("events"));
    }

    @Test
    void listsByTime() throws SQLException {
        assertListsByTime(RecordSets.MESSAGES, "created", "messages_created");
        assertListsByTime(RecordSets.DATA, "created", "data_created");
        assertListsByTime(RecordSets.EVENTS, "created", "events_created");
        assertListsByTime(RecordSets.TRANSACTIONS, "created", "transactions_created");
        assertListsByTime(RecordSets.OPERATIONS, "created", "operations_created");
        assertListsByTime(RecordSets.BLOCKCHAIN_EVENTS, "timestamp", "blockchain_events_occurred");
    }

    private void assertListsByTime(RecordSet<?> set, String field, String index) throws SQLException {
        Sort newestFirst = new Sort(set.require(field), true);
        assertList(set, new Query(List.of(), List.of(newestFirst), 0, 25, false), index);
    }

    private void assertLists(RecordSet<?> set, String index) throws SQLException {
        assertList(set, new Query(List.of(), List.of(), 0, 25, false), index);
    }

    private void assertList(RecordSet<?> set, Query query, String index) throws SQLException {
        Dialect dialect = database.plugin().dialect().equals("sqlite") ? Dialect.SQLITE : Dialect.POSTGRES;
        Tables.Source<?, ?> source = Tables.of(set);
        Listing listing = SqlQueries.listing(set, source.table(), "ns", query, dialect);
        assertPlan(source.statement(), listing, index, true);
    }

    private void assertUses(String statement, String index, Object... more) throws SQLException {
        assertPlan(PACKAGE + statement, parameters(more), index, true);
    }

    /** For answers that are small and sorted afterwards. */
    private void assertUsesUnsorted(String statement, String index, Object... more) throws SQLException {
        assertPlan(PACKAGE + statement, parameters(more), index, false);
    }

    private static Map<String, Object> parameters(Object... more) {
        Map<String, Object> parameters = new HashMap<>(PARAMETERS);
        for (int i = 0; i < more.length; i += 2) {
            parameters.put((String) more[i], more[i + 1]);
        }
        return parameters;
    }

    private void assertPlan(String statement, Object parameters, String index, boolean sorted) throws SQLException {
        MappedStatement mapped = configuration.getMappedStatement(statement);
        BoundSql bound = mapped.getBoundSql(parameters);
        Values values = prepared ->
                configuration.newParameterHandler(mapped, parameters, bound).setParameters(prepared);
        List<String> plan;
        try (Connection connection = database.plugin().writer().getConnection()) {
            plan = plan(connection, bound.getSql(), values);
        }
        assertThat(plan).as(statement).anyMatch(step -> step.contains(index)).noneMatch(this::readsAll);
        if (sorted) {
            assertThat(plan).as(statement).noneMatch(this::sorts);
        }
    }
}
