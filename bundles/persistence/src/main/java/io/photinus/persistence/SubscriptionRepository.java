package io.photinus.persistence;

import io.photinus.types.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** Durable subscriptions; unique by name. */
@ProviderType
public interface SubscriptionRepository {
    /** Returns false when the name is taken; the other is left untouched. */
    boolean insert(String namespace, Subscription subscription);

    /** Replaces the one with this id. */
    void update(String namespace, Subscription subscription);

    /** Deletes it with its position, the cursor {@link #cursor}; returns false when there was none. */
    boolean delete(String namespace, UUID id);

    Optional<Subscription> find(String namespace, UUID id);

    Optional<Subscription> byName(String namespace, String name);

    List<Subscription> all(String namespace);

    /** The name of the cursor that holds a subscription's position. */
    static String cursor(UUID id) {
        return "subscription:" + id;
    }
}
