package io.photinus.persistence.sql;

import io.photinus.types.Datatype;
import io.photinus.types.Event;
import io.photinus.types.Operation;
import io.photinus.types.Transaction;
import io.photinus.types.Verifier;
import java.util.List;
import org.apache.ibatis.annotations.SelectProvider;

/** The generic lists; their SQL is built by {@link QuerySql} out of our own texts. */
interface QueryMapper {
    @SelectProvider(type = QuerySql.class, method = "count")
    long count(Listing listing);

    @SelectProvider(type = QuerySql.class, method = "page")
    List<MessageRow> messages(Listing listing);

    @SelectProvider(type = QuerySql.class, method = "page")
    List<DataRow> data(Listing listing);

    @SelectProvider(type = QuerySql.class, method = "page")
    List<Datatype> datatypes(Listing listing);

    @SelectProvider(type = QuerySql.class, method = "page")
    List<BatchRow> batches(Listing listing);

    @SelectProvider(type = QuerySql.class, method = "page")
    List<Transaction> transactions(Listing listing);

    @SelectProvider(type = QuerySql.class, method = "page")
    List<Operation> operations(Listing listing);

    @SelectProvider(type = QuerySql.class, method = "page")
    List<Event> events(Listing listing);

    @SelectProvider(type = QuerySql.class, method = "page")
    List<PinRow> pins(Listing listing);

    @SelectProvider(type = QuerySql.class, method = "page")
    List<SubscriptionRow> subscriptions(Listing listing);

    @SelectProvider(type = QuerySql.class, method = "page")
    List<IdentityRow> identities(Listing listing);

    @SelectProvider(type = QuerySql.class, method = "page")
    List<Verifier> verifiers(Listing listing);

    @SelectProvider(type = QuerySql.class, method = "page")
    List<BlockchainEventRow> blockchainEvents(Listing listing);
}
