package io.photinus.api;

import io.photinus.types.BatchPersisted;
import io.photinus.types.query.Page;
import io.photinus.types.query.Query;
import io.photinus.types.query.RecordSet;
import java.util.Optional;
import java.util.UUID;
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

    /** Lists any collection (api 6). */
    <T> Page<T> list(RecordSet<T> set, Query query);

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
