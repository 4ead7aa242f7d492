package io.photinus.api;

import io.photinus.types.Operation;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** Operations of a namespace (api 3.1, rows 47 to 49). */
@ProviderType
public interface Operations {
    Optional<Operation> find(UUID id);

    /**
     * Runs an operation again under a new id, which takes the place of the newest of its chain (protocol 11.2). FF10109 for
     * an unknown id, FF10371 for a type that cannot be run.
     */
    Operation retry(UUID id);
}
