package io.photinus.engine.definitions;

import io.photinus.api.Confirm;
import io.photinus.api.Network;
import io.photinus.engine.messaging.Confirmations;
import io.photinus.engine.network.Identities;
import io.photinus.engine.network.Signer;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.namespaces.NamespaceSettings.Org;
import io.photinus.types.Definitions;
import io.photinus.types.Hash;
import io.photinus.types.Identity;
import io.photinus.types.IdentityClaim;
import io.photinus.types.IdentityMessages;
import io.photinus.types.IdentityType;
import io.photinus.types.Ids;
import io.photinus.types.Names;
import io.photinus.types.Verifier;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The network's identities, and the claims by which this member joins it (protocol 8.5). */
public final class NamespaceNetwork implements Network {
    private final NamespaceContext context;
    private final Identities identities;
    private final DefinitionSender sender;
    private final Confirmations confirmations;

    public NamespaceNetwork(
            NamespaceContext context, Identities identities, DefinitionSender sender, Confirmations confirmations) {
        this.context = context;
        this.identities = identities;
        this.sender = sender;
        this.confirmations = confirmations;
    }

    @Override
    public CompletionStage<Identity> registerOrganization(Confirm confirm) {
        context.requireMultiparty();
        Org org = context.settings().org();
        CompletableFuture<String> key = identities.orgKey();
        if (org.name().isEmpty()) {
            throw new NodeProblem(ErrorCode.FF10216, "organization");
        }
        Identity identity = draft(IdentityType.ORG, org, null, null, identities.rootOrg());
        return key.thenCompose(canonical -> claim(identity, new Signer(identity.did(), canonical), confirm));
    }

    @Override
    public CompletionStage<Identity> registerNode(Confirm confirm) {
        context.requireMultiparty();
        Identity parent = identities.require(identities.rootOrgDid());
        Org node = context.settings().node();
        if (node.name().isEmpty()) {
            throw new NodeProblem(ErrorCode.FF10216, "node");
        }
        return context.slots()
                .dataExchange()
                .call(plugin -> plugin.endpointInfo(node.name()), NamespaceContext.CALL_LIMIT)
                .thenCombine(identities.orgKey(), (profile, key) -> {
                    Identity identity = draft(IdentityType.NODE, node, parent.id(), profile, identities.localNode());
                    return claim(identity, new Signer(parent.did(), key), confirm);
                })
                .thenCompose(claimed -> claimed);
    }

    /** A claim that is repeated keeps the id, so that the network finds it equal to the first. */
    private Identity draft(
            IdentityType type,
            Org configured,
            @Nullable UUID parent,
            @Nullable JsonObject profile,
            Optional<Identity> registered) {
        String name = Names.requireNoUuid(configured.name(), type.wire() + ".name");
        return new Identity(
                registered.map(Identity::id).orElseGet(context::newId),
                Identity.did(type, name),
                type,
                parent,
                "",
                name,
                configured.description().isEmpty() ? null : configured.description(),
                profile,
                IdentityMessages.NONE,
                null,
                null);
    }

    private CompletableFuture<Identity> claim(Identity identity, Signer signer, Confirm confirm) {
        UUID id = identity.id();
        return sender.send(Definitions.TAG_IDENTITY_CLAIM, identity.topic(), new IdentityClaim(identity), signer)
                .thenCompose(message -> {
                    if (!confirm.awaited() || id == null) {
                        return CompletableFuture.completedFuture(
                                identity.withMessages(new IdentityMessages(message.id(), null, null)));
                    }
                    return confirmations.expect(id, confirm).thenApply(event -> find(id).orElse(identity));
                });
    }

    @Override
    public Optional<Identity> find(UUID id) {
        return context.store().read(store -> store.identities().find(context.name(), id));
    }

    @Override
    public Identity byDid(String did) {
        return identities.require(did);
    }

    @Override
    public Identity byNameOrId(IdentityType type, String nameOrId) {
        UUID id = Ids.tryParse(nameOrId);
        Optional<Identity> found = id != null
                ? find(id)
                : context.store().read(store -> store.identities().byName(context.name(), type, nameOrId));
        Identity identity = found.orElseThrow(() -> new NodeProblem(ErrorCode.FF10109));
        if (identity.type() != type) {
            throw new NodeProblem(ErrorCode.FF00164);
        }
        return identity;
    }

    @Override
    public List<Verifier> verifiers(Collection<UUID> of) {
        return of.isEmpty()
                ? List.of()
                : context.store().read(store -> store.verifiers().byIdentities(context.name(), of));
    }

    @Override
    public Optional<Verifier> verifier(Hash hash) {
        return context.store().read(store -> store.verifiers().find(context.name(), hash));
    }
}
