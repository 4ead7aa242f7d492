package io.photinus.engine.network;

import io.photinus.engine.work.NamespaceContext;
import io.photinus.types.Identity;
import io.photinus.types.Verifier;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Who owns which ledger key. An owner that was found once is kept in memory, bounded: a key never changes its identity, and an
 * identity never its DID, in whatever process it was stored. Thread-safe.
 */
public final class KeyOwners {
    private static final int CACHED = 1000;

    private final NamespaceContext context;
    private final ConcurrentMap<String, String> known = new ConcurrentHashMap<>();

    public KeyOwners(NamespaceContext context) {
        this.context = context;
    }

    /** The DID of the identity that is stored as the owner of a key. */
    public Optional<String> did(String verifierType, String value) {
        String key = verifierType + ' ' + value;
        String found = known.get(key);
        if (found != null) {
            return Optional.of(found);
        }
        Optional<String> stored = context.store().read(store -> store.verifiers()
                .byValue(context.name(), verifierType, value)
                .map(Verifier::identity)
                .flatMap(id -> store.identities().find(context.name(), id))
                .map(Identity::did));
        stored.ifPresent(did -> {
            if (known.size() >= CACHED) {
                known.clear();
            }
            known.put(key, did);
        });
        return stored;
    }
}
