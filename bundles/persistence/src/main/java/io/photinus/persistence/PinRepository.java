package io.photinus.persistence;

import io.photinus.types.Hash;
import io.photinus.types.Pin;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** Pins in ledger order. Unique by namespace, hash, batch and index: the first pin of a batch wins (protocol 16.7). */
@ProviderType
public interface PinRepository {
    /** Inserts pins in order, ignoring those that exist; sequences are given here. */
    void insert(String namespace, List<Pin> pins);

    /** Undispatched pins behind a sequence, in order. */
    List<Pin> undispatched(String namespace, long after, int limit);

    /** The lowest sequence of an undispatched pin. */
    OptionalLong lowestUndispatched(String namespace);

    /** The lowest sequence of an undispatched pin of these batches. */
    OptionalLong lowestUndispatched(String namespace, Collection<UUID> batches);

    /** For each context that has one, the lowest sequence of its undispatched pins. */
    Map<Hash, Long> firstUndispatched(String namespace, Collection<Hash> contexts);

    /** Marks the pins of a batch with these indexes as dispatched, whatever contexts they have. */
    void dispatched(String namespace, UUID batch, long fromIndex, long count);

    long countUndispatched(String namespace);
}
