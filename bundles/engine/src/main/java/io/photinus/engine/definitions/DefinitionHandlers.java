package io.photinus.engine.definitions;

import io.photinus.engine.data.DatatypeRegistry;
import io.photinus.engine.definitions.Ruling.Case;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.types.Data;
import io.photinus.types.Datatype;
import io.photinus.types.Definitions;
import io.photinus.types.Hash;
import io.photinus.types.Message;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.Json;
import io.photinus.types.json.JsonInputException;
import io.photinus.types.json.RawJson;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Judges definition messages by tag (protocol 8.4). */
public final class DefinitionHandlers {
    private final NamespaceContext context;
    private final DatatypeRegistry datatypes;
    private final IdentityHandlers identities;

    public DefinitionHandlers(NamespaceContext context, DatatypeRegistry datatypes, IdentityHandlers identities) {
        this.context = context;
        this.datatypes = datatypes;
        this.identities = identities;
    }

    /** Whether a definition may come from a key that no identity owns yet (protocol 6.4). */
    public static boolean mayBeUnregistered(@Nullable String tag) {
        return Definitions.TAG_IDENTITY_CLAIM.equals(tag)
                || Definitions.TAG_DEFINE_NODE.equals(tag)
                || Definitions.TAG_DEFINE_ORGANIZATION.equals(tag);
    }

    /**
     * Judges one definition and notes its effects in the view.
     *
     * @param tx the transaction of its batch
     */
    public Ruling handle(Message message, List<Data> data, @Nullable UUID tx, PageView view) {
        RawJson value = data.size() == 1 ? data.get(0).value() : null;
        if (value == null) {
            return Ruling.of(Case.DEFINITION_UNREADABLE, ErrorCode.FF10400, "it must have exactly one value");
        }
        String tag = Objects.requireNonNullElse(message.header().tag(), "");
        try {
            return switch (tag) {
                case Definitions.TAG_DATATYPE -> datatype(value, message, tx, view);
                case Definitions.TAG_IDENTITY_CLAIM -> identities.claim(value, message, view);
                case Definitions.TAG_IDENTITY_VERIFICATION -> identities.verification(value, message, view);
                case Definitions.TAG_IDENTITY_UPDATE -> identities.update(value, message, view);
                case Definitions.TAG_POOL, Definitions.TAG_FFI, Definitions.TAG_CONTRACT_API ->
                    new Ruling(
                            Case.DEFINITION_NOT_SUPPORTED,
                            "this node does not handle definitions of kind " + tag + " yet");
                default -> new Ruling(Case.DEFINITION_TAG_UNKNOWN, "unknown definition tag '" + tag + "'");
            };
        } catch (JsonInputException unreadable) {
            return Ruling.of(Case.DEFINITION_UNREADABLE, ErrorCode.FF10400, unreadable.getMessage());
        }
    }

    private Ruling datatype(RawJson value, Message message, @Nullable UUID tx, PageView view) {
        Datatype sent;
        try {
            sent = Json.read(value.text(), Datatype.class);
            checkComplete(sent);
            datatypes.checkDefinition(sent);
        } catch (NodeProblem invalid) {
            return Ruling.of(Case.DATATYPE_INVALID, NodeProblem.wrap(ErrorCode.FF10403, invalid, "datatype"));
        }
        String name = Objects.requireNonNull(sent.name());
        String version = Objects.requireNonNull(sent.version());
        if (view.datatype(name, version).isPresent()) {
            return Ruling.of(Case.DATATYPE_EXISTS, ErrorCode.FF10407, "datatype " + name + ":" + version);
        }
        view.store(
                new Datatype(
                        sent.id(),
                        message.id(),
                        sent.validator(),
                        context.name(),
                        name,
                        version,
                        sent.hash(),
                        sent.created(),
                        sent.value()),
                tx);
        return Ruling.CONFIRM;
    }

    private static void checkComplete(Datatype datatype) {
        if (datatype.id() == null) {
            throw new NodeProblem(ErrorCode.FF00112, "id");
        }
        if (datatype.created() == null) {
            throw new NodeProblem(ErrorCode.FF00112, "created");
        }
        RawJson value = datatype.value();
        if (value == null || !Hash.sha256(value.text()).equals(datatype.hash())) {
            throw new NodeProblem(ErrorCode.FF00113, String.valueOf(datatype.id()));
        }
    }
}
