package io.photinus.engine;

import io.photinus.api.ClusterSummary;
import io.photinus.api.DatabaseSummary;
import io.photinus.api.NamespaceApi;
import io.photinus.api.NamespaceSummary;
import io.photinus.api.Node;
import io.photinus.api.PluginSummary;
import io.photinus.engine.cores.Cores;
import io.photinus.engine.subscriptions.SubscriptionRegistry;
import io.photinus.engine.work.Bells;
import io.photinus.engine.work.EngineSettings;
import io.photinus.engine.work.Failpoints;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.namespaces.NamespaceRuntime;
import io.photinus.namespaces.NamespaceRuntimeFactory;
import io.photinus.namespaces.NamespaceSettings;
import io.photinus.namespaces.Namespaces;
import io.photinus.namespaces.Slot;
import io.photinus.namespaces.Slots;
import io.photinus.persistence.Store;
import io.photinus.plugin.database.DatabasePlugin;
import io.photinus.plugin.transport.TransportHost;
import io.photinus.plugin.transport.TransportPlugin;
import io.photinus.types.Namespace;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The engine as the rest of the node sees it: builds what runs in namespaces, and answers the edges. */
@Component(
        service = {NamespaceRuntimeFactory.class, Node.class},
        configurationPid = "io.photinus.engine",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class EngineNode implements NamespaceRuntimeFactory, Node {
    private static final String TYPE = "photinus.plugin.type";
    /** A transport with what it was opened with. */
    private record OpenTransport(TransportPlugin plugin, TransportHost host, String bundle) {}

    /** The processes on a database, and the lane in which they agree. */
    private record Joined(Cores cores, Store lane) {}

    private final ProcessName process = ProcessName.ofThisStart();
    /** By database; guarded by itself. */
    private final Map<Store, Joined> cores = new HashMap<>();

    private final Namespaces namespaces;
    private final EngineSettings settings;
    private final Failpoints failpoints;
    private final SubscriptionRegistry registry;
    private final Map<String, OpenTransport> transports = new ConcurrentHashMap<>();
    private final Map<String, Long> transportGenerations = new ConcurrentHashMap<>();

    @Activate
    public EngineNode(BundleContext bundle, Map<String, ?> properties, @Reference Namespaces namespaces) {
        this.namespaces = namespaces;
        this.settings = EngineSettings.of(properties);
        this.failpoints = new Failpoints(bundle.getProperty(Failpoints.PROPERTY));
        this.registry = new SubscriptionRegistry(name -> namespaces.find(name).isPresent());
    }

    @Reference(
            service = TransportPlugin.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addTransport(TransportPlugin plugin, ServiceReference<TransportPlugin> reference) {
        String type = String.valueOf(reference.getProperty(TYPE));
        transportGenerations.merge(type, 1L, Long::sum);
        String bundle = reference.getBundle() == null
                ? ""
                : reference.getBundle().getSymbolicName() + "/"
                        + reference.getBundle().getVersion();
        OpenTransport before = transports.put(type, new OpenTransport(plugin, registry.openHost(type, plugin), bundle));
        if (before != null) {
            registry.close(before.host());
        }
    }

    void removeTransport(TransportPlugin plugin, Map<String, ?> properties) {
        transports.computeIfPresent(String.valueOf(properties.get(TYPE)), (type, open) -> {
            if (open.plugin() != plugin) {
                return open;
            }
            registry.close(open.host());
            return null;
        });
    }

    @Override
    public NamespaceRuntime start(NamespaceSettings namespace, Store store, Slots slots) {
        Cores joined = join(store, slots);
        Store lane = store.lane(namespace.name());
        Runnable afterwards = () -> {
            lane.close();
            leave(store);
        };
        try {
            return start(namespace, lane, slots, joined, afterwards);
        } catch (RuntimeException failed) {
            afterwards.run();
            throw failed;
        }
    }

    private NamespaceEngine start(
            NamespaceSettings namespace, Store store, Slots slots, Cores joined, Runnable afterClose) {
        NamespaceContext context =
                new NamespaceContext(namespace, store, slots, settings, Bells.create(), failpoints, Clock.systemUTC());
        NamespaceEngine engine = new NamespaceEngine(
                context,
                joined,
                type -> Optional.ofNullable(transports.get(type)).map(OpenTransport::plugin),
                () -> registry.namespaceStopped(namespace.name()),
                afterClose);
        engine.start();
        registry.namespaceStarted(namespace.name(), engine.delivery());
        return engine;
    }

    /** The processes on this database, this one among them from the start of its first namespace on. */
    private Cores join(Store store, Slots slots) {
        synchronized (cores) {
            Joined known = cores.get(store);
            if (known != null) {
                return known.cores();
            }
            DatabasePlugin plugin = slots.database().plugin().orElse(null);
            Store lane = store.lane(Cores.LANE);
            Cores joined = plugin == null || plugin.singleWriter()
                    ? Cores.single(lane, process.id())
                    : Cores.shared(lane, plugin.hints(), process.id());
            try {
                joined.start();
            } catch (RuntimeException failed) {
                lane.close();
                throw failed;
            }
            cores.put(store, new Joined(joined, lane));
            return joined;
        }
    }

    private void leave(Store store) {
        synchronized (cores) {
            Joined known = cores.get(store);
            if (known != null && known.cores().deserted()) {
                cores.remove(store);
                known.cores().close();
                known.lane().close();
            }
        }
    }

    @Override
    public ClusterSummary cluster() {
        List<Store> databases;
        synchronized (cores) {
            databases = List.copyOf(cores.keySet());
        }
        List<NamespaceContext> running = new ArrayList<>();
        for (Namespaces.Entry entry : namespaces.all()) {
            if (entry.runtime() instanceof NamespaceEngine engine) {
                running.add(engine.context());
            }
        }
        return ClusterReport.of(process.id(), databases, running);
    }

    @Override
    public List<NamespaceSummary> namespaces() {
        return namespaces.all().stream().map(this::summary).toList();
    }

    private NamespaceSummary summary(Namespaces.Entry entry) {
        NamespaceSettings configured = entry.settings();
        Namespace shown = entry.runtime() instanceof NamespaceEngine engine
                ? engine.namespace()
                : new Namespace(configured.name(), configured.networkName(), configured.description(), null);
        NamespaceSummary.State state = entry.failed()
                ? NamespaceSummary.State.FAILED
                : entry.runtime() == null ? NamespaceSummary.State.STARTING : NamespaceSummary.State.STARTED;
        return new NamespaceSummary(shown, state, entry.problem());
    }

    @Override
    public String defaultNamespace() {
        return namespaces.all().stream()
                .map(Namespaces.Entry::settings)
                .filter(NamespaceSettings::isDefault)
                .map(NamespaceSettings::name)
                .findFirst()
                .orElse("default");
    }

    @Override
    public NamespaceApi namespace(String name) {
        Namespaces.Entry entry = namespaces.find(name).orElseThrow(() -> new NodeProblem(ErrorCode.FF10436, name));
        if (entry.failed()) {
            throw new NodeProblem(ErrorCode.FF10446, name, entry.problem());
        }
        if (entry.runtime() instanceof NamespaceEngine engine) {
            return engine;
        }
        throw new NodeProblem(ErrorCode.FF10441, name);
    }

    @Override
    public List<PluginSummary> plugins() {
        List<PluginSummary> summaries = new ArrayList<>();
        for (Slot<?> slot : namespaces.slots()) {
            List<String> users = namespaces.all().stream()
                    .map(Namespaces.Entry::settings)
                    .filter(namespace -> namespace.slots().values().stream()
                            .anyMatch(ref -> ref.name().equals(slot.name())))
                    .map(NamespaceSettings::name)
                    .toList();
            summaries.add(new PluginSummary(
                    slot.family(), slot.name(), slot.type(), slot.bundle(), slot.generation(), users, slot.problem()));
        }
        List<String> everywhere =
                namespaces.all().stream().map(entry -> entry.settings().name()).toList();
        transports.forEach((type, open) -> summaries.add(new PluginSummary(
                "transport", type, type, open.bundle(), transportGenerations.getOrDefault(type, 0L), everywhere, "")));
        return summaries;
    }

    @Override
    public List<DatabaseSummary> databases() {
        return namespaces.stores().entrySet().stream()
                .map(store -> new DatabaseSummary(
                        store.getKey(),
                        store.getValue().statements(),
                        store.getValue().commits(),
                        store.getValue().units(),
                        store.getValue().queued()))
                .toList();
    }
}
