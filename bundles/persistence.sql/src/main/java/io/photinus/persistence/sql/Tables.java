package io.photinus.persistence.sql;

import io.photinus.types.Datatype;
import io.photinus.types.Event;
import io.photinus.types.Operation;
import io.photinus.types.Transaction;
import io.photinus.types.Verifier;
import io.photinus.types.query.Field;
import io.photinus.types.query.RecordSet;
import io.photinus.types.query.RecordSets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** From the field catalogue to tables and columns: which table a collection is, and how its rows become records. */
final class Tables {
    private static final Map<RecordSet<?>, Source<?, ?>> SOURCES = new HashMap<>();

    static {
        add(
                RecordSets.MESSAGES,
                Table.of("messages", MessageRow.class)
                        .ordered(
                                "coalesce(confirmed, 9223372036854775807) desc, created desc, sequence desc",
                                "sequence")
                        .with("group", "group_hash")
                        .with("idempotencykey", "idempotency_key")
                        .with("rejectreason", "reject_reason"),
                QueryMapper::messages,
                MessageRow::toMessage);
        add(
                RecordSets.DATA,
                Table.of("data", DataRow.class).with("public", "public_ref"),
                QueryMapper::data,
                DataRow::toData);
        add(RecordSets.DATATYPES, Table.of("datatypes", Datatype.class), QueryMapper::datatypes, Function.identity());
        add(
                RecordSets.BATCHES,
                Table.of("batches", BatchRow.class).with("group", "group_hash").with("payloadref", null),
                QueryMapper::batches,
                BatchRow::toBatch);
        add(
                RecordSets.TRANSACTIONS,
                Table.of("transactions", Transaction.class)
                        .with("idempotencykey", "idempotency_key")
                        .with("blockchainids", "blockchain_ids"),
                QueryMapper::transactions,
                Function.identity());
        add(
                RecordSets.OPERATIONS,
                Table.of("operations", Operation.class),
                QueryMapper::operations,
                Function.identity());
        add(
                RecordSets.EVENTS,
                Table.of("events", Event.class).ordered("sequence desc", "sequence"),
                QueryMapper::events,
                Function.identity());
        add(
                RecordSets.PINS,
                Table.of("pins", PinRow.class)
                        .ordered("sequence desc", "sequence")
                        .with("index", "idx"),
                QueryMapper::pins,
                PinRow::toPin);
        add(
                RecordSets.SUBSCRIPTIONS,
                Table.of("subscriptions", SubscriptionRow.class),
                QueryMapper::subscriptions,
                SubscriptionRow::toSubscription);
        add(
                RecordSets.IDENTITIES,
                Table.of("identities", IdentityRow.class)
                        .with("messages.claim", "claim")
                        .with("messages.verification", "verification")
                        .with("messages.update", "updating"),
                QueryMapper::identities,
                IdentityRow::toIdentity);
        add(RecordSets.VERIFIERS, Table.of("verifiers", Verifier.class), QueryMapper::verifiers, Function.identity());
        add(
                RecordSets.BLOCKCHAIN_EVENTS,
                Table.of("blockchain_events", BlockchainEventRow.class)
                        .with("protocolid", "protocol_id")
                        .with("tx.blockchainid", "tx_blockchain_id")
                        .with("timestamp", "occurred"),
                QueryMapper::blockchainEvents,
                BlockchainEventRow::toEvent);
    }

    private Tables() {}

    /** Where the records of a collection come from. */
    record Source<R, T>(
            Table table, BiFunction<QueryMapper, Listing, List<R>> select, Function<? super R, ? extends T> record) {
        List<T> page(QueryMapper mapper, Listing listing) {
            return select.apply(mapper, listing).stream().<T>map(record).toList();
        }
    }

    private static <R, T> void add(
            RecordSet<T> set,
            Table table,
            BiFunction<QueryMapper, Listing, List<R>> select,
            Function<? super R, ? extends T> record) {
        SOURCES.put(set, new Source<>(table, select, record));
    }

    /**
     * The source of a collection.
     *
     * @throws IllegalArgumentException for a collection that is not in the catalogue
     */
    @SuppressWarnings("unchecked") // add() ties the record type to the set
    static <T> Source<?, T> of(RecordSet<T> set) {
        Source<?, ?> source = SOURCES.get(set);
        if (source == null) {
            throw new IllegalArgumentException("no such collection: " + set.name());
        }
        return (Source<?, T>) source;
    }

    /** Refuses fields that are not the catalogue's own, so that no foreign name can reach a statement. */
    static void check(RecordSet<?> set, Field field) {
        if (!set.fields().contains(field)) {
            throw new IllegalArgumentException("no field " + field.name() + " in " + set.name());
        }
    }
}
