package io.photinus.persistence;

import io.photinus.types.query.Page;
import io.photinus.types.query.Query;
import io.photinus.types.query.RecordSet;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * All repositories of one database. Every method of every repository takes the local namespace first: nothing is ever
 * looked up by bare id. Inside {@link Store#read} the methods that write throw {@link IllegalStateException}.
 */
@ProviderType
public interface Repositories {
    MessageRepository messages();

    DataRepository data();

    DatatypeRepository datatypes();

    BatchRepository batches();

    TransactionRepository transactions();

    OperationRepository operations();

    PinRepository pins();

    EventRepository events();

    BlockchainEventRepository blockchainEvents();

    IdentityRepository identities();

    VerifierRepository verifiers();

    SubscriptionRepository subscriptions();

    NamespaceRepository namespaces();

    Cursors cursors();

    Leases leases();

    /**
     * Lists a collection. The time limit of the query is not looked at: that is for {@link Store#read(java.time.Duration,
     * java.util.function.Function)}.
     *
     * @throws IllegalArgumentException for a set that is not stored
     * @throws io.photinus.types.error.NodeProblem FF00176 when the statement fails
     */
    <T> Page<T> query(RecordSet<T> set, String namespace, Query query);

    /**
     * Lists a collection row by row, however long it is, in bounded memory: each row is handed on when the database has found
     * it, on the caller's thread. It holds a connection until the last row; what the receiver throws ends it and is rethrown.
     * Total and time limit of the query are not looked at.
     *
     * @throws io.photinus.types.error.NodeProblem FF00176 when the statement fails
     */
    <T> void stream(RecordSet<T> set, String namespace, Query query, Consumer<? super T> rows);
}
