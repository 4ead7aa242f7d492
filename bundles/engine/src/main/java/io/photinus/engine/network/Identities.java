package io.photinus.engine.network;

import io.photinus.engine.work.NamespaceContext;
import io.photinus.engine.work.Remembered;
import io.photinus.types.Identity;
import io.photinus.types.IdentityType;
import io.photinus.types.Ids;
import io.photinus.types.Verifier;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Look-ups of identities, and the sender of outgoing messages (protocol 8.6). Thread-safe. */
public final class Identities {
    private static final String ORG_PREFIX = Identity.DID_PREFIX + "org/";

    private final NamespaceContext context;
    private final Keys keys;
    private final KeyOwners owners;
    /** Confirmed identities keep DID and key for ever, so a resolved sender stays right. */
    private final Remembered<String, Signer> resolved = new Remembered<>(1000);

    public Identities(NamespaceContext context, Keys keys, KeyOwners owners) {
        this.context = context;
        this.keys = keys;
        this.owners = owners;
    }

    public Keys keys() {
        return keys;
    }

    /** The DID of the local root organization. Throws FF10281 when its name is not configured. */
    public String rootOrgDid() {
        String name = context.settings().org().name();
        if (name.isEmpty()) {
            throw new NodeProblem(ErrorCode.FF10281);
        }
        return Identity.did(IdentityType.ORG, name);
    }

    public Optional<Identity> rootOrg() {
        return context.settings().org().name().isEmpty() ? Optional.empty() : find(rootOrgDid());
    }

    /** The local node's identity, once it is registered. */
    public Optional<Identity> localNode() {
        String name = context.settings().node().name();
        return name.isEmpty() ? Optional.empty() : find(Identity.did(IdentityType.NODE, name));
    }

    /** By DID; {@code did:firefly:org/<uuid>} falls back to a look-up by id (protocol 2.8). */
    public Optional<Identity> find(String did) {
        Optional<Identity> found =
                context.store().read(store -> store.identities().byDid(context.name(), did));
        if (found.isEmpty() && did.startsWith(ORG_PREFIX)) {
            UUID id = Ids.tryParse(did.substring(ORG_PREFIX.length()));
            return id == null
                    ? found
                    : context.store().read(store -> store.identities().find(context.name(), id));
        }
        return found;
    }

    /**
     * By DID, or a bare organization name.
     *
     * @throws NodeProblem FF10349 for another DID scheme, FF10277 when there is none
     */
    public Identity require(String nameOrDid) {
        String did = nameOrDid.startsWith("did:") ? nameOrDid : ORG_PREFIX + nameOrDid;
        if (!did.startsWith(Identity.DID_PREFIX)) {
            throw new NodeProblem(ErrorCode.FF10349, did);
        }
        return find(did).orElseThrow(() -> new NodeProblem(ErrorCode.FF10277, nameOrDid));
    }

    /**
     * Settles who sends and with which key; fails with FF10206 around the cause.
     *
     * @param author a DID or an organization name, or null
     * @param key a key reference, or null
     */
    public CompletableFuture<Signer> resolveSigner(@Nullable String author, @Nullable String key) {
        String asked = (author == null ? "" : author) + '\n' + (key == null ? "" : key);
        Optional<Signer> known = resolved.get(asked);
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(known.get());
        }
        try {
            return settle(author, key)
                    .thenApply(signer -> {
                        resolved.put(asked, signer);
                        return signer;
                    })
                    .exceptionally(failure -> {
                        throw wrap(failure);
                    });
        } catch (NodeProblem problem) {
            return CompletableFuture.failedFuture(wrap(problem));
        }
    }

    private static RuntimeException wrap(Throwable failure) {
        Throwable cause =
                failure.getCause() != null && !(failure instanceof NodeProblem) ? failure.getCause() : failure;
        if (cause instanceof NodeProblem problem) {
            return problem.code() == ErrorCode.FF10206 ? problem : NodeProblem.wrap(ErrorCode.FF10206, problem);
        }
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
    }

    private CompletableFuture<Signer> settle(@Nullable String author, @Nullable String key) {
        if (key != null && !key.isEmpty()) {
            return keys.resolve(key).thenApply(canonical -> ownerOf(author == null ? "" : author, canonical));
        }
        if (author == null || author.isEmpty()) {
            Identity root = require(rootOrgDid());
            return orgKey().thenApply(canonical -> new Signer(root.did(), canonical));
        }
        Identity identity = require(author);
        String type = keys.verifierType();
        return CompletableFuture.completedFuture(verifiers(identity).stream()
                .filter(verifier -> verifier.type().equals(type))
                .findFirst()
                .map(verifier -> new Signer(identity.did(), verifier.value()))
                .orElseThrow(() -> new NodeProblem(ErrorCode.FF10353, identity.did(), type)));
    }

    private Signer ownerOf(String author, String canonical) {
        Optional<Identity> owner = ownerOfKey(canonical);
        if (owner.isPresent()) {
            Identity identity = owner.get();
            if (author.isEmpty() || author.equals(identity.name()) || author.equals(identity.did())) {
                return new Signer(identity.did(), canonical);
            }
            throw new NodeProblem(ErrorCode.FF10355, canonical, identity.did(), author);
        }
        if (author.isEmpty()) {
            throw new NodeProblem(ErrorCode.FF10356, canonical);
        }
        return new Signer(require(author).did(), canonical);
    }

    /** The identity that a ledger key belongs to. */
    public Optional<Identity> ownerOfKey(String canonical) {
        return owners.identity(keys.verifierType(), canonical);
    }

    /** The canonical key of the local root organization; fails with FF10354 when none is configured. */
    public CompletableFuture<String> orgKey() {
        String key = context.settings().org().key();
        String reference = key.isEmpty() ? context.settings().defaultKey() : key;
        return reference.isEmpty()
                ? CompletableFuture.failedFuture(new NodeProblem(ErrorCode.FF10354))
                : keys.resolve(reference);
    }

    public List<Verifier> verifiers(Identity identity) {
        UUID id = identity.id();
        return id == null
                ? List.of()
                : context.store().read(store -> store.verifiers().byIdentities(context.name(), List.of(id)));
    }
}
