package io.photinus.engine.network;

import io.photinus.engine.work.NamespaceContext;
import io.photinus.engine.work.Remembered;
import io.photinus.types.Identity;
import io.photinus.types.Verifier;
import java.util.Optional;

/**
 * Who owns which ledger key. An owner that was found once is kept in memory, bounded: a key never changes its identity, and an
 * identity never its DID, in whatever process it was stored. Thread-safe.
 */
public final class KeyOwners {
    private final NamespaceContext context;
    private final Remembered<String, String> known = new Remembered<>(1000);

    public KeyOwners(NamespaceContext context) {
        this.context = context;
    }

    /** The DID of the identity that is stored as the owner of a key. */
    public Optional<String> did(String verifierType, String value) {
        String key = verifierType + ' ' + value;
        Optional<String> found = known.get(key);
        if (found.isEmpty()) {
            found = identity(verifierType, value).map(Identity::did);
            found.ifPresent(did -> known.put(key, did));
        }
        return found;
    }

    /** The identity that is stored as the owner of a key, as it is now. */
    Optional<Identity> identity(String verifierType, String value) {
        return context.store().read(store -> store.verifiers()
                .byValue(context.name(), verifierType, value)
                .map(Verifier::identity)
                .flatMap(id -> store.identities().find(context.name(), id)));
    }
}
