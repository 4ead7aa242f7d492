package io.photinus.persistence;

import io.photinus.types.Namespace;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The namespaces that this database serves. */
@ProviderType
public interface NamespaceRepository {
    /** Inserts the namespace, or updates description and network name and keeps the time of creation; returns what is stored. */
    Namespace upsert(Namespace namespace);

    Optional<Namespace> find(String namespace);
}
