package io.photinus.persistence.sql;

import io.photinus.database.sqlite3.Sqlite3TestDatabase;
import io.photinus.types.Hash;
import io.photinus.types.MessageState;
import io.photinus.types.query.Query;
import io.photinus.types.query.RecordSet;
import io.photinus.types.query.RecordSets;
import io.photinus.types.query.Sort;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.session.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The statements that run all day are answered from an index, and in its order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HotQueryPlanTest {
    private static final Map<String, Object> PARAMETERS = Map.ofEntries(
            Map.entry("namespace", "ns"),
            Map.entry("id", UUID.randomUUID()),
            Map.entry("ids", List.of(UUID.randomUUID(), UUID.randomUUID())),
            Map.entry("key", "key"),
            Map.entry("limit", 10),
            Map.entry("batch", UUID.randomUUID()),
            Map.entry("batches", List.of(UUID.randomUUID(), UUID.randomUUID())),
            Map.entry("transaction", UUID.randomUUID()),
            Map.entry("state", MessageState.CONFIRMED),
            Map.entry("reason", ""),
            Map.entry("confirmed", Samples.TIME),
            Map.entry("tag", "tag"),
            Map.entry("topic", "topic"),
            Map.entry("author", "author"),
            Map.entry("data", UUID.randomUUID()),
            Map.entry("after", 0L),
            Map.entry("sequence", 0L),
            Map.entry("contexts", List.of(Hash.sha256("a"), Hash.sha256("b"))),
            Map.entry("from", 0L),
            Map.entry("count", 1L),
            Map.entry("types", List.of("a", "b")),
            Map.entry("references", List.of(UUID.randomUUID(), UUID.randomUUID())),
            Map.entry("name", "name"),
            Map.entry("did", "did"),
            Map.entry("type", "type"),
            Map.entry("value", "value"),
            Map.entry("hash", "hash"),
            Map.entry("identities", List.of(UUID.randomUUID())));

    private Sqlite3TestDatabase database;
    private Configuration configuration;

    @BeforeAll
    void open(@TempDir Path directory) {
        database = new Sqlite3TestDatabase(directory);
        configuration = new Sessions(
                        database.plugin().writer(), database.plugin().reader(), "sqlite", new Counts())
                .configuration();
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void messages() throws SQLException {
        assertUses("MessageMapper.ready", "messages_ready");
        assertUses("MessageMapper.findAll", "sqlite_autoindex_messages_1");
        assertUses("MessageMapper.seal", "sqlite_autoindex_messages_1");
        assertUses("MessageMapper.settle", "sqlite_autoindex_messages_1");
        assertUses("MessageMapper.sent", "messages_sealed");
        assertUses("MessageMapper.idByIdempotencyKey", "messages_idempotency");
        assertUsesUnsorted("MessageMapper.confirmedDefinitions", "messages_definitions");
        assertUses("MessageMapper.undecidedDefinitions", "messages_definitions");
        assertUses("MessageMapper.idsByData", "messages_sequence");
    }

    @Test
    void pins() throws SQLException {
        assertUses("PinMapper.undispatched", "pins_undispatched");
        assertUses("PinMapper.lowestUndispatched", "pins_undispatched");
        assertUses("PinMapper.countUndispatched", "pins_undispatched");
        assertUses("PinMapper.lowestOfBatches", "pins_first");
        assertUses("PinMapper.dispatched", "pins_first");
        assertUses("PinMapper.firstUndispatched", "pins_contexts");
    }

    @Test
    void eventsAndOperations() throws SQLException {
        assertUses("EventMapper.after", "PRIMARY KEY");
        assertUses("EventMapper.highest", "PRIMARY KEY");
        assertUses("EventMapper.find", "events_id");
        assertUsesUnsorted("EventMapper.about", "events_reference");
        assertUses("OperationMapper.open", "operations_open");
        assertUses("OperationMapper.findAll", "operations_id");
        assertUses("OperationMapper.byTransaction", "operations_tx");
    }

    @Test
    void everythingThatIsFoundByIdOrName() throws SQLException {
        assertUses("DataMapper.findAll", "data_id");
        assertUses("BatchMapper.findAll", "batches_id");
        assertUses("TransactionMapper.findAll", "transactions_id");
        assertUses("BlockchainEventMapper.findAll", "blockchain_events_id");
        assertUses("BlockchainEventMapper.byTransaction", "blockchain_events_tx");
        assertUses("IdentityMapper.findAll", "identities_id");
        assertUses("IdentityMapper.byDid", "identities_did");
        assertUses("IdentityMapper.byName", "identities_name");
        assertUses("VerifierMapper.find", "verifiers_hash");
        assertUses("VerifierMapper.byValue", "verifiers_value");
        assertUsesUnsorted("VerifierMapper.byIdentities", "verifiers_identity");
    }

    @Test
    void listsInDefaultOrder() throws SQLException {
        assertLists(RecordSets.MESSAGES, "messages_listing");
        assertLists(RecordSets.DATA, "data_listing");
        assertLists(RecordSets.BATCHES, "batches_listing");
        assertLists(RecordSets.TRANSACTIONS, "transactions_listing");
        assertLists(RecordSets.OPERATIONS, "operations_listing");
        assertLists(RecordSets.EVENTS, "PRIMARY KEY");
        assertLists(RecordSets.PINS, "PRIMARY KEY");
        assertLists(RecordSets.BLOCKCHAIN_EVENTS, "blockchain_events_listing");
    }

    @Test
    void listsMessagesAndEventsBySequence() throws SQLException {
        Sort sequence = new Sort(RecordSets.EVENTS.require("sequence"), false);
        assertList(RecordSets.EVENTS, new Query(List.of(), List.of(sequence), 0, 25, false), "PRIMARY KEY");
        assertList(RecordSets.MESSAGES, new Query(List.of(), List.of(sequence), 0, 25, false), "messages_sequence");
    }

    private void assertLists(RecordSet<?> set, String index) throws SQLException {
        assertList(set, new Query(List.of(), List.of(), 0, 25, false), index);
    }

    private void assertList(RecordSet<?> set, Query query, String index) throws SQLException {
        Listing listing = SqlQueries.listing(set, Tables.of(set).table(), "ns", query);
        String sql = QuerySql.page(listing).replaceAll("#\\{[^}]*}", "?");
        assertPlan(set.name(), sql, index, true);
    }

    private void assertUses(String statement, String index) throws SQLException {
        assertPlan(statement, sql(statement), index, true);
    }

    /** For answers that are small and sorted afterwards. */
    private void assertUsesUnsorted(String statement, String index) throws SQLException {
        assertPlan(statement, sql(statement), index, false);
    }

    private String sql(String statement) {
        BoundSql bound = configuration
                .getMappedStatement("io.photinus.persistence.sql." + statement)
                .getBoundSql(new HashMap<>(PARAMETERS));
        return bound.getSql();
    }

    private void assertPlan(String what, String sql, String index, boolean sorted) throws SQLException {
        List<String> plan = new ArrayList<>();
        try (Connection connection = database.plugin().reader().getConnection();
                PreparedStatement explain = connection.prepareStatement("explain query plan " + sql);
                ResultSet rows = explain.executeQuery()) {
            while (rows.next()) {
                plan.add(rows.getString("detail"));
            }
        }
        assertThat(plan)
                .as(what)
                .anyMatch(step -> step.startsWith("SEARCH ") && step.contains(index))
                .noneMatch(step -> step.matches("SCAN (messages|data|batches|transactions|operations|pins|events"
                        + "|blockchain_events|identities|verifiers)\\b.*"));
        if (sorted) {
            assertThat(plan).as(what).noneMatch(step -> step.contains("TEMP B-TREE"));
        }
    }
}
