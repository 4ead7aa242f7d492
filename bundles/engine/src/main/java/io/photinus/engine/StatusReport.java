package io.photinus.engine;

import io.photinus.api.MultipartyStatus;
import io.photinus.api.MultipartyStatus.ActiveContract;
import io.photinus.api.MultipartyStatus.Registration;
import io.photinus.api.MultipartyStatus.State;
import io.photinus.api.NamespaceStatus;
import io.photinus.api.NamespaceStatus.Contract;
import io.photinus.api.NamespaceStatus.ContractInfo;
import io.photinus.api.NamespaceStatus.Plugin;
import io.photinus.engine.events.LedgerFeed;
import io.photinus.engine.network.Identities;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.namespaces.NamespaceSettings;
import io.photinus.namespaces.Slot;
import io.photinus.plugin.blockchain.BlockchainPlugin;
import io.photinus.types.Definitions;
import io.photinus.types.Identity;
import io.photinus.types.IdentityType;
import io.photinus.types.Message;
import io.photinus.types.Namespace;
import io.photinus.types.VerifierRef;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.RawJson;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@code /status} says of one namespace (api 2.9 and 3.1). */
final class StatusReport {
    private static final Duration VERSION_LIMIT = Duration.ofSeconds(5);

    private final NamespaceContext context;
    private final Namespace namespace;
    private final Identities identities;
    private final LedgerFeed feed;
    private volatile int networkVersion;

    StatusReport(NamespaceContext context, Namespace namespace, Identities identities, LedgerFeed feed) {
        this.context = context;
        this.namespace = namespace;
        this.identities = identities;
        this.feed = feed;
    }

    NamespaceStatus summary(String problem) {
        NamespaceSettings settings = context.settings();
        if (!settings.multiparty()) {
            return new NamespaceStatus(
                    namespace, null, null, plugins(), new NamespaceStatus.Multiparty(false, null), textOrNull(problem));
        }
        Optional<Identity> org = identities.rootOrg();
        Optional<Identity> node = identities.localNode();
        if (org.isPresent() && settings.node().name().isEmpty()) {
            throw new NodeProblem(ErrorCode.FF10225);
        }
        return new NamespaceStatus(
                namespace,
                new NamespaceStatus.Node(
                        settings.node().name(),
                        node.isPresent(),
                        node.map(Identity::id).orElse(null)),
                org(settings.org().name(), org),
                plugins(),
                new NamespaceStatus.Multiparty(true, new NamespaceStatus.Contracts(contract(), List.of())),
                textOrNull(problem));
    }

    private static @Nullable String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private NamespaceStatus.Org org(String name, Optional<Identity> org) {
        List<VerifierRef> verifiers = org.stream()
                .flatMap(identity -> identities.verifiers(identity).stream())
                .map(verifier -> new VerifierRef(verifier.type(), verifier.value()))
                .toList();
        return new NamespaceStatus.Org(
                name,
                org.isPresent(),
                org.map(Identity::did).orElse(null),
                org.map(Identity::id).orElse(null),
                verifiers);
    }

    private NamespaceStatus.Plugins plugins() {
        return new NamespaceStatus.Plugins(
                plugin(context.slots().blockchain()),
                plugin(context.slots().database()),
                plugin(context.slots().dataExchange()),
                List.of(new Plugin(null, context.config().defaultTransport()), new Plugin(null, "system")),
                List.of(),
                plugin(context.slots().sharedStorage()),
                List.of());
    }

    private static List<Plugin> plugin(Slot<?> slot) {
        return slot.name().isEmpty() ? List.of() : List.of(new Plugin(slot.name(), slot.type()));
    }

    private Contract contract() {
        NamespaceSettings.Contract configured = context.settings().contracts().get(0);
        return new Contract(0, configured.location(), configured.firstEvent(), info());
    }

    private ContractInfo info() {
        return new ContractInfo(context.name(), null, version());
    }

    /** Asked once; 0, hence absent, while the ledger plugin is away. */
    private int version() {
        RawJson location = context.settings().contracts().get(0).location();
        Slot<BlockchainPlugin> ledger = context.slots().blockchain();
        if (networkVersion == 0 && location != null && ledger.plugin().isPresent()) {
            networkVersion = ledger.call(plugin -> plugin.networkVersion(location), VERSION_LIMIT)
                    .exceptionally(away -> 0)
                    .join();
        }
        return networkVersion;
    }

    MultipartyStatus multiparty() {
        NamespaceSettings settings = context.settings();
        if (!settings.multiparty()) {
            Registration off = new Registration("", null);
            return new MultipartyStatus(false, off, off, null);
        }
        NamespaceSettings.Contract configured = settings.contracts().get(0);
        String sync = feed.connected() ? "synced" : "unknown";
        return new MultipartyStatus(
                true,
                registration(
                        identities.rootOrg(), IdentityType.ORG, settings.org().name()),
                registration(
                        identities.localNode(),
                        IdentityType.NODE,
                        settings.node().name()),
                new MultipartyStatus.Contracts(
                        new ActiveContract(0, configured.location(), configured.firstEvent(), info(), sync),
                        List.of()));
    }

    private Registration registration(Optional<Identity> identity, IdentityType type, String name) {
        if (identity.isPresent()) {
            return Registration.of(State.REGISTERED, null);
        }
        if (name.isEmpty()) {
            return Registration.of(State.UNKNOWN, null);
        }
        String topic = Identity.topic(Identity.did(type, name));
        List<Message> claims = context.store().read(store -> store.messages()
                .undecidedDefinitions(context.name(), Definitions.TAG_IDENTITY_CLAIM, topic));
        return claims.isEmpty()
                ? Registration.of(State.UNREGISTERED, null)
                : Registration.of(
                        State.REGISTERING, Objects.requireNonNull(claims.get(0)).id());
    }
}
