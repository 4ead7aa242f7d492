package io.photinus.persistence;

import io.photinus.types.query.Page;
import io.photinus.types.query.Query;
import io.photinus.types.query.RecordSet;
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
     * Lists a collection.
     *
     * @throws io.photinus.types.error.NodeProblem FF00176 when the statement fails
     */
    <T> Page<T> query(RecordSet<T> set, String namespace, Query query);
}
