package io.photinus.persistence.sql;

import io.photinus.types.Datatype;
import io.photinus.types.Event;
import io.photinus.types.Operation;
import io.photinus.types.Transaction;
import io.photinus.types.Verifier;
import java.util.List;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.SelectProvider;

/** The generic lists; their SQL is built by {@link QuerySql} out of our own texts. */
interface QueryMapper {
    // How many rows of a stream the database sends at a time, by what a row may weigh.
    int LARGE = 10;
    int MIDDLE = 50;
    int SMALL = 500;

    @SelectProvider(type = QuerySql.class, method = "count")
    long count(Listing listing);

    @SelectProvider(type = QuerySql.class, method = "page")
    @Options(fetchSize = SMALL)
    List<MessageRow> messages(Listing listing);

    @SelectProvider(type = QuerySql.class, method = "page")
    @Options(fetchSize = LARGE)
    List<DataRow> data(Listing listing);

    @SelectProvider(type = QuerySql.class, method = "page")
    @Options(fetchSize = SMALL)
    List<Datatype> datatypes(Listing listing);

    @SelectProvider(type = QuerySql.class, method = "page")
    @Options(fetchSize = MIDDLE)
    List<BatchRow> batches(Listing listing);

    @SelectProvider(type = QuerySql.class, method = "page")
    @Options(fetchSize = SMALL)
    List<Transaction> transactions(Listing listing);

    @SelectProvider(type = QuerySql.class, method = "page")
    @Options(fetchSize = MIDDLE)
    List<Operation> operations(Listing listing);

    @SelectProvider(type = QuerySql.class, method = "page")
    @Options(fetchSize = SMALL)
    List<Event> events(Listing listing);

    @SelectProvider(type = QuerySql.class, method = "page")
    @Options(fetchSize = SMALL)
    List<PinRow> pins(Listing listing);

    @SelectProvider(type = QuerySql.class, method = "page")
    @Options(fetchSize = SMALL)
    List<SubscriptionRow> subscriptions(Listing listing);

    @SelectProvider(type = QuerySql.class, method = "page")
    @Options(fetchSize = SMALL)
    List<IdentityRow> identities(Listing listing);

    @SelectProvider(type = QuerySql.class, method = "page")
    @Options(fetchSize = SMALL)
    List<Verifier> verifiers(Listing listing);

    @SelectProvider(type = QuerySql.class, method = "page")
    @Options(fetchSize = MIDDLE)
    List<BlockchainEventRow> blockchainEvents(Listing listing);
}
