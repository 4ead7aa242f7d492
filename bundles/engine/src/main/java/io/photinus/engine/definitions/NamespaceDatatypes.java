package io.photinus.engine.definitions;

import io.photinus.api.Confirm;
import io.photinus.api.Datatypes;
import io.photinus.engine.data.DatatypeRegistry;
import io.photinus.engine.messaging.Confirmations;
import io.photinus.engine.network.Identities;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.types.Datatype;
import io.photinus.types.DatatypeRef;
import io.photinus.types.Definitions;
import io.photinus.types.Hash;
import io.photinus.types.Names;
import io.photinus.types.ValidatorType;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.RawJson;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The datatypes of a namespace, and the broadcast that defines one. */
public final class NamespaceDatatypes implements Datatypes {
    private final NamespaceContext context;
    private final DatatypeRegistry registry;
    private final Identities identities;
    private final DefinitionSender sender;
    private final Confirmations confirmations;

    public NamespaceDatatypes(
            NamespaceContext context,
            DatatypeRegistry registry,
            Identities identities,
            DefinitionSender sender,
            Confirmations confirmations) {
        this.context = context;
        this.registry = registry;
        this.identities = identities;
        this.sender = sender;
        this.confirmations = confirmations;
    }

    @Override
    public CompletionStage<Datatype> define(Datatype draft, Confirm confirm) {
        context.requireMultiparty();
        RawJson schema = draft.value();
        if (schema == null) {
            throw new NodeProblem(ErrorCode.FF00112, "value");
        }
        Datatype wire = new Datatype(
                context.newId(),
                null,
                draft.validator() == null ? ValidatorType.JSON : draft.validator(),
                null,
                draft.name(),
                draft.version(),
                Hash.sha256(schema.text()),
                context.now(),
                schema);
        registry.checkDefinition(wire);
        return identities
                .resolveSigner(null, null)
                .thenCompose(signer -> sender.send(Definitions.TAG_DATATYPE, wire.topic(), wire, signer))
                .thenCompose(message -> confirm.awaited()
                        ? confirmations.awaitMessage(message.id(), confirm)
                        : CompletableFuture.completedFuture(message))
                .thenApply(message -> shown(wire, message.header().id()));
    }

    private Datatype shown(Datatype wire, @Nullable UUID message) {
        return new Datatype(
                wire.id(),
                message,
                wire.validator(),
                context.name(),
                wire.name(),
                wire.version(),
                wire.hash(),
                wire.created(),
                wire.value());
    }

    @Override
    public Optional<Datatype> find(String name, String version) {
        return registry.find(new DatatypeRef(Names.requireNoUuid(name, "name"), Names.require(version, "version")));
    }
}
