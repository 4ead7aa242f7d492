package io.photinus.persistence.sql;

import io.photinus.persistence.BatchRepository;
import io.photinus.persistence.BlockchainEventRepository;
import io.photinus.persistence.Cursors;
import io.photinus.persistence.DataRepository;
import io.photinus.persistence.DatatypeRepository;
import io.photinus.persistence.EventRepository;
import io.photinus.persistence.IdentityRepository;
import io.photinus.persistence.Leases;
import io.photinus.persistence.MessageRepository;
import io.photinus.persistence.NamespaceRepository;
import io.photinus.persistence.OperationRepository;
import io.photinus.persistence.PinRepository;
import io.photinus.persistence.Repositories;
import io.photinus.persistence.SubscriptionRepository;
import io.photinus.persistence.TransactionRepository;
import io.photinus.persistence.VerifierRepository;
import io.photinus.types.query.Page;
import io.photinus.types.query.Query;
import io.photinus.types.query.RecordSet;
import java.util.function.Consumer;

/** All repositories on one session; made when asked for, since each is two references. */
class SqlRepositories implements Repositories {
    private final Scope scope;

    SqlRepositories(Scope scope) {
        this.scope = scope;
    }

    @Override
    public MessageRepository messages() {
        return new SqlMessages(scope);
    }

    @Override
    public DataRepository data() {
        return new SqlData(scope);
    }

    @Override
    public DatatypeRepository datatypes() {
        return new SqlDatatypes(scope);
    }

    @Override
    public BatchRepository batches() {
        return new SqlBatches(scope);
    }

    @Override
    public TransactionRepository transactions() {
        return new SqlTransactions(scope);
    }

    @Override
    public OperationRepository operations() {
        return new SqlOperations(scope);
    }

    @Override
    public PinRepository pins() {
        return new SqlPins(scope);
    }

    @Override
    public EventRepository events() {
        return new SqlEvents(scope, null);
    }

    @Override
    public BlockchainEventRepository blockchainEvents() {
        return new SqlBlockchainEvents(scope);
    }

    @Override
    public IdentityRepository identities() {
        return new SqlIdentities(scope);
    }

    @Override
    public VerifierRepository verifiers() {
        return new SqlVerifiers(scope);
    }

    @Override
    public SubscriptionRepository subscriptions() {
        return new SqlSubscriptions(scope);
    }

    @Override
    public NamespaceRepository namespaces() {
        return new SqlNamespaces(scope);
    }

    @Override
    public Cursors cursors() {
        return new SqlCursors(scope);
    }

    @Override
    public Leases leases() {
        return new SqlLeases(scope, null);
    }

    @Override
    public <T> Page<T> query(RecordSet<T> set, String namespace, Query query) {
        return new SqlQueries(scope).page(set, namespace, query);
    }

    @Override
    public <T> void stream(RecordSet<T> set, String namespace, Query query, Consumer<? super T> rows) {
        new SqlQueries(scope).stream(set, namespace, query, rows);
    }
}
