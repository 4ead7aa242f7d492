package io.photinus.api;

import io.photinus.types.Subscription;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** Durable subscriptions of a namespace (api 3.1, rows 36 to 41). */
@ProviderType
public interface Subscriptions {
    /** Creates one; FF10193 when the name exists, and the codes of row 39 in its order. */
    Subscription create(Subscription draft);

    /** Creates one or replaces the one of this name, which keeps id, created and firstEvent (row 40). */
    Subscription createOrUpdate(Subscription draft);

    /** Deletes one and ends its deliveries; throws FF10109 for an unknown id. */
    void delete(UUID id);

    Optional<Subscription> find(UUID id);

    /** The sequence up to which everything is acknowledged. */
    OptionalLong offset(UUID id);
}
