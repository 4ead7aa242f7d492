package io.photinus.api;

import io.photinus.types.BatchPersisted;
import io.photinus.types.query.Page;
import io.photinus.types.query.Query;
import io.photinus.types.query.RecordSet;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One started namespace. Thread-safe. Methods that return a value answer from the database on the caller's thread; methods
 * that return a stage may take longer and hold no thread. Problems are {@link io.photinus.types.error.NodeProblem}s, thrown
 * or in the stage, with the codes of api 3.1.
 */
@ProviderType
public interface NamespaceApi {
    /** The local name. */
    String name();

    NamespaceStatus status();

    MultipartyStatus multipartyStatus();

    /**
     * Lists any collection (api 6) whose records are stored.
     *
     * <p>Fails with FF00166 when the query takes longer than it may; then nothing of it goes on in the database.
     */
    <T> Page<T> list(RecordSet<T> set, Query query);

    /**
     * Lists a collection of any length row by row, in bounded memory: each row is handed on when the database has found it, on
     * the caller's thread. It holds a connection of the database until the last row; what the receiver throws ends it and is
     * rethrown. The total is not counted; the time limit of the query cuts the database, but not the receiver.
     */
    <T> void stream(RecordSet<T> set, Query query, Consumer<? super T> rows);

    Messages messages();

    DataItems data();

    Datatypes datatypes();

    Optional<BatchPersisted> batch(UUID id);

    Events events();

    Subscriptions subscriptions();

    Transactions transactions();

    Operations operations();

    Network network();
}
