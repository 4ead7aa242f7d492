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
                                "coalesce(confirmed, 9223372036854775807) desc, created desc nulls last, sequence desc",
                                "sequence")
                        .with("group", "group_hash")
                        .with("idempotencykey", "idempotency_key")
                        .with("rejectreason", "reject_reason"),
                "messages",
                QueryMapper::messages,
                MessageRow::toMessage);
        add(
                RecordSets.DATA,
                Table.of("data", DataRow.class).with("public", "public_ref"),
                "data",
                QueryMapper::data,
                DataRow::toData);
        add(
                RecordSets.DATATYPES,
                Table.of("datatypes", Datatype.class),
                "datatypes",
                QueryMapper::datatypes,
                Function.identity());
        add(
                RecordSets.BATCHES,
                Table.of("batches", BatchRow.class).with("group", "group_hash").with("payloadref", null),
                "batches",
                QueryMapper::batches,
                BatchRow::toBatch);
        add(
                RecordSets.TRANSACTIONS,
                Table.of("transactions", Transaction.class)
                        .with("idempotencykey", "idempotency_key")
                        .with("blockchainids", "blockchain_ids"),
                "transactions",
                QueryMapper::transactions,
                Function.identity());
        add(
                RecordSets.OPERATIONS,
                Table.of("operations", Operation.class),
                "operations",
                QueryMapper::operations,
                Function.identity());
        add(
                RecordSets.EVENTS,
                Table.of("events", Event.class).ordered("sequence desc", "sequence"),
                "events",
                QueryMapper::events,
                Function.identity());
        add(
                RecordSets.PINS,
                Table.of("pins", PinRow.class)
                        .ordered("sequence desc", "sequence")
                        .with("index", "idx"),
                "pins",
                QueryMapper::pins,
                PinRow::toPin);
        add(
                RecordSets.SUBSCRIPTIONS,
                Table.of("subscriptions", SubscriptionRow.class).with("events", null),
                "subscriptions",
                QueryMapper::subscriptions,
                SubscriptionRow::toSubscription);
        add(
                RecordSets.IDENTITIES,
                Table.of("identities", IdentityRow.class)
                        .with("messages.claim", "claim")
                        .with("messages.verification", "verification")
                        .with("messages.update", "updating"),
                "identities",
                QueryMapper::identities,
                IdentityRow::toIdentity);
        add(
                RecordSets.VERIFIERS,
                Table.of("verifiers", Verifier.class),
                "verifiers",
                QueryMapper::verifiers,
                Function.identity());
        add(
                RecordSets.BLOCKCHAIN_EVENTS,
                Table.of("blockchain_events", BlockchainEventRow.class)
                        .with("protocolid", "protocol_id")
                        .with("tx.blockchainid", "tx_blockchain_id")
                        .with("timestamp", "occurred"),
                "blockchainEvents",
                QueryMapper::blockchainEvents,
                BlockchainEventRow::toEvent);
    }

    private Tables() {}

    /**
     * Where the records of a collection come from.
     *
     * @param statement the name of {@code select} in the mapper
     */
    record Source<R, T>(
            Table table,
            String statement,
            BiFunction<QueryMapper, Listing, List<R>> select,
            Function<? super R, ? extends T> toRecord) {
        @SuppressWarnings("unchecked") // a row of this source's own statement
        T record(Object row) {
            return toRecord.apply((R) row);
        }

        List<T> page(QueryMapper mapper, Listing listing) {
            return select.apply(mapper, listing).stream().<T>map(toRecord).toList();
        }
    }

    private static <R, T> void add(
            RecordSet<T> set,
            Table table,
            String statement,
            BiFunction<QueryMapper, Listing, List<R>> select,
            Function<? super R, ? extends T> toRecord) {
        SOURCES.put(set, new Source<>(table, QueryMapper.class.getName() + "." + statement, select, toRecord));
    }

    /**
     * The source of a collection.
     *
     * @throws IllegalArgumentException for a collection that this node does not store
     */
    @SuppressWarnings("unchecked") // add() ties the record type to the set
    static <T> Source<?, T> of(RecordSet<T> set) {
        Source<?, ?> source = SOURCES.get(set);
        if (source == null) {
            throw new IllegalArgumentException("this node stores no " + set.name());
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
