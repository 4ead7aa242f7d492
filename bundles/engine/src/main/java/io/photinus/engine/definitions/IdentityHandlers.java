package io.photinus.engine.definitions;

import io.photinus.engine.definitions.Ruling.Case;
import io.photinus.engine.network.Keys;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.types.Definitions;
import io.photinus.types.EventType;
import io.photinus.types.Hash;
import io.photinus.types.Identity;
import io.photinus.types.IdentityClaim;
import io.photinus.types.IdentityMessages;
import io.photinus.types.IdentityType;
import io.photinus.types.IdentityUpdate;
import io.photinus.types.IdentityVerification;
import io.photinus.types.Message;
import io.photinus.types.Names;
import io.photinus.types.Verifier;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.Json;
import io.photinus.types.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Judges claims, verifications and updates of identities (protocol 8.5). */
public final class IdentityHandlers {
    private static final int MAX_DESCRIPTION = 4096;

    private final NamespaceContext context;
    private final Keys keys;

    public IdentityHandlers(NamespaceContext context, Keys keys) {
        this.context = context;
        this.keys = keys;
    }

    Ruling claim(RawJson value, Message message, PageView view) {
        Identity claimed = Json.read(value.text(), IdentityClaim.class).identity();
        if (claimed == null) {
            return Ruling.of(Case.DEFINITION_UNREADABLE, ErrorCode.FF10400, "the claim has no identity");
        }
        return judgeClaim(claimed.inNamespace(context.name()), message, null, view);
    }

    /**
     * @param verification a verification that is confirmed in this very moment, besides those that are known
     */
    private Ruling judgeClaim(Identity claimed, Message message, @Nullable Message verification, PageView view) {
        Optional<Identity> parent;
        try {
            checkBase(claimed);
            parent = checkChain(claimed, view);
        } catch (NodeProblem incomplete) {
            return Ruling.of(Case.CLAIM_CHAIN_INCOMPLETE, incomplete);
        }
        UUID id = Objects.requireNonNull(claimed.id(), "checked");
        IdentityType type = Objects.requireNonNull(claimed.type(), "checked");
        String name = Objects.requireNonNull(claimed.name(), "checked");
        Identity signer = type == IdentityType.NODE ? parent.orElse(claimed) : claimed;
        String author = Objects.requireNonNullElse(message.header().author(), "");
        if (!author.equals(signer.did()) && !isAlias(author, signer)) {
            return Ruling.of(Case.WRONG_AUTHOR, ErrorCode.FF10409, signer.did(), author);
        }
        Optional<Identity> sameName = view.identityByName(type, name);
        Optional<Identity> sameId = view.identity(id);
        if (sameName.filter(other -> !other.sameBase(claimed)).isPresent()
                || sameId.filter(other -> !other.sameBase(claimed)).isPresent()) {
            return Ruling.of(Case.IDENTITY_CONFLICT, ErrorCode.FF10407, "identity " + claimed.did());
        }
        String verifierType = type == IdentityType.NODE ? Verifier.DX_PEER_ID : keys.verifierType();
        String verifierValue = type == IdentityType.NODE
                ? claimed.profile() == null ? "" : claimed.profile().string("id")
                : Objects.requireNonNullElse(message.header().key(), "");
        if (verifierValue.isEmpty()) {
            return Ruling.of(Case.VERIFIER_CONFLICT, ErrorCode.FF00112, "profile.id");
        }
        Optional<Verifier> known = view.verifier(verifierType, verifierValue);
        Optional<Verifier> own = view.verifierOf(id);
        if (known.filter(other -> !id.equals(other.identity())).isPresent()
                || own.filter(other -> !other.value().equals(verifierValue)).isPresent()) {
            return Ruling.of(Case.VERIFIER_CONFLICT, ErrorCode.FF10407, "verifier " + verifierValue);
        }
        UUID verificationId = null;
        if (type != IdentityType.NODE && parent.isPresent()) {
            Optional<Message> found = verification != null
                    ? Optional.of(verification)
                    : findVerification(claimed, message, parent.get(), view);
            if (found.isEmpty()) {
                // The claim stands; the identity comes into being when the parent has vouched for it.
                return Ruling.CONFIRM;
            }
            verificationId = found.get().id();
        }
        if (sameId.isPresent()) {
            return Ruling.CONFIRM;
        }
        Instant now = context.now();
        if (known.isEmpty()) {
            view.store(Verifier.of(id, context.name(), verifierType, verifierValue, now));
        }
        view.store(
                claimed.withMessages(new IdentityMessages(message.id(), verificationId, null))
                        .withTimes(now, now),
                EventType.IDENTITY_CONFIRMED);
        return Ruling.CONFIRM;
    }

    /** {@code did:firefly:org/<uuid>} means the org with this id. */
    private static boolean isAlias(String author, Identity signer) {
        return signer.type() == IdentityType.ORG && author.equals(Identity.DID_PREFIX + "org/" + signer.id());
    }

    private static Optional<Message> findVerification(Identity claimed, Message claim, Identity parent, PageView view) {
        return view.confirmed(Definitions.TAG_IDENTITY_VERIFICATION, claimed.topic(), parent.did()).stream()
                .filter(message -> message.header().topics().size() == 1)
                .filter(message -> verifies(message, claimed, claim, view))
                .findFirst();
    }

    private static boolean verifies(Message verification, Identity claimed, Message claim, PageView view) {
        IdentityVerification content = view.verificationOf(verification).orElse(null);
        IdentityVerification.MessageRef about = content == null ? null : content.claim();
        Identity identity = content == null ? null : content.identity();
        return about != null
                && identity != null
                && claim.id().equals(about.id())
                && Objects.equals(claim.hash(), about.hash())
                && identity.inNamespace(claimed.namespace()).sameBase(claimed);
    }

    Ruling verification(RawJson value, Message message, PageView view) {
        IdentityVerification sent = Json.read(value.text(), IdentityVerification.class);
        Identity identity = sent.identity() == null ? null : sent.identity().inNamespace(context.name());
        UUID claimId = sent.claim() == null ? null : sent.claim().id();
        Hash claimHash = sent.claim() == null ? null : sent.claim().hash();
        try {
            if (identity == null || claimId == null || claimHash == null || identity.parent() == null) {
                throw new NodeProblem(ErrorCode.FF10400, "a verification names a claim and an identity with a parent");
            }
            checkBase(identity);
        } catch (NodeProblem invalid) {
            return Ruling.of(Case.IDENTITY_INVALID, invalid);
        }
        Optional<Identity> parent = view.identity(identity.parent());
        if (parent.isEmpty()) {
            return Ruling.of(Case.PARENT_UNKNOWN, ErrorCode.FF10408, String.valueOf(identity.parent()));
        }
        if (!parent.get().did().equals(message.header().author())) {
            return Ruling.of(
                    Case.WRONG_AUTHOR,
                    ErrorCode.FF10409,
                    parent.get().did(),
                    message.header().author());
        }
        Optional<Message> claim = view.confirmedMessage(claimId);
        if (claim.isEmpty()) {
            // The claim will find this verification when its turn comes.
            return Ruling.CONFIRM;
        }
        if (!claimHash.equals(claim.get().hash())) {
            return Ruling.of(
                    Case.CLAIM_HASH_DIFFERS,
                    ErrorCode.FF10410,
                    String.valueOf(claim.get().hash()));
        }
        Ruling again = view.claimOf(claim.get())
                .map(claimed -> judgeClaim(claimed.inNamespace(context.name()), claim.get(), message, view))
                .orElse(Ruling.CONFIRM);
        return again.outcome() == Ruling.Outcome.WAIT ? again : Ruling.CONFIRM;
    }

    Ruling update(RawJson value, Message message, PageView view) {
        IdentityUpdate sent = Json.read(value.text(), IdentityUpdate.class);
        Identity base = sent.identity() == null ? null : sent.identity().inNamespace(context.name());
        Optional<Identity> known;
        try {
            if (base == null) {
                throw new NodeProblem(ErrorCode.FF10400, "the update has no identity");
            }
            checkBase(base);
            known = view.identity(base.id());
            if (known.isEmpty()) {
                throw new NodeProblem(ErrorCode.FF10408, base.did());
            }
        } catch (NodeProblem invalid) {
            return Ruling.of(Case.IDENTITY_INVALID, invalid);
        }
        Optional<Identity> parent;
        try {
            parent = checkChain(base, view);
        } catch (NodeProblem incomplete) {
            return Ruling.of(Case.CLAIM_CHAIN_INCOMPLETE, incomplete);
        }
        String expected =
                base.type() == IdentityType.NODE ? parent.map(Identity::did).orElse("") : base.did();
        if (!expected.equals(message.header().author())) {
            return Ruling.of(
                    Case.WRONG_AUTHOR,
                    ErrorCode.FF10409,
                    expected,
                    message.header().author());
        }
        Identity now = known.get();
        IdentityUpdate.Profile profile =
                sent.updates() == null ? new IdentityUpdate.Profile(null, null) : sent.updates();
        view.store(
                now.withProfile(profile.description(), profile.profile())
                        .withMessages(new IdentityMessages(
                                now.messages().claim(), now.messages().verification(), message.id()))
                        .withTimes(now.created(), context.now()),
                EventType.IDENTITY_UPDATED);
        return Ruling.CONFIRM;
    }

    /** The rules of protocol 2.8 that need nothing but the identity itself. */
    static void checkBase(Identity identity) {
        if (identity.id() == null) {
            throw new NodeProblem(ErrorCode.FF00112, "id");
        }
        IdentityType type = identity.type();
        if (type == null) {
            throw new NodeProblem(ErrorCode.FF00126, "");
        }
        String name = Names.requireNoUuid(identity.name(), "name");
        boolean legacy = type == IdentityType.CUSTOM
                && identity.did().equals(Identity.DID_PREFIX + "ns/" + identity.namespace() + "/" + name);
        if (!identity.did().equals(Identity.did(type, name)) && !legacy) {
            throw new NodeProblem(ErrorCode.FF00120, identity.did());
        }
        if (type != IdentityType.ORG && identity.parent() == null) {
            throw new NodeProblem(ErrorCode.FF00124, type.wire());
        }
        String description = identity.description();
        if (description != null && description.getBytes(StandardCharsets.UTF_8).length > MAX_DESCRIPTION) {
            throw new NodeProblem(ErrorCode.FF00135, "description", description.length(), MAX_DESCRIPTION);
        }
    }

    /** Walks the parents up to the root; returns the direct one. */
    private static Optional<Identity> checkChain(Identity identity, PageView view) {
        Set<UUID> seen = new HashSet<>();
        seen.add(Objects.requireNonNull(identity.id(), "checked"));
        Optional<Identity> direct = Optional.empty();
        Identity child = identity;
        while (child.parent() != null) {
            UUID parentId = child.parent();
            if (!seen.add(parentId)) {
                throw new NodeProblem(ErrorCode.FF10364, identity.did());
            }
            Identity parent = view.identity(parentId).orElseThrow(() -> new NodeProblem(ErrorCode.FF10214, parentId));
            if (parent.messages().claim() == null) {
                throw new NodeProblem(ErrorCode.FF10366, parentId);
            }
            boolean fits = parent.type() == IdentityType.ORG
                    || child.type() == IdentityType.CUSTOM && parent.type() == IdentityType.CUSTOM;
            if (!fits) {
                throw new NodeProblem(
                        ErrorCode.FF10365, parentId, String.valueOf(parent.type()), String.valueOf(child.type()));
            }
            if (direct.isEmpty()) {
                direct = Optional.of(parent);
            }
            child = parent;
        }
        return direct;
    }
}
