package io.photinus.namespaces.internal;

import io.photinus.loop.BackOff;
import io.photinus.loop.Doorbell;
import io.photinus.loop.Loop;
import io.photinus.namespaces.NamespaceRuntime;
import io.photinus.namespaces.NamespaceRuntimeFactory;
import io.photinus.namespaces.NamespaceSettings;
import io.photinus.namespaces.NamespaceSettings.PluginRef;
import io.photinus.namespaces.Namespaces;
import io.photinus.namespaces.Slot;
import io.photinus.namespaces.Slots;
import io.photinus.persistence.Store;
import io.photinus.persistence.StoreFactory;
import io.photinus.persistence.StoreStatistics;
import io.photinus.plugin.blockchain.BlockchainPlugin;
import io.photinus.plugin.database.DatabasePlugin;
import io.photinus.plugin.dataexchange.DataExchangePlugin;
import io.photinus.plugin.sharedstorage.SharedStoragePlugin;
import io.photinus.types.error.Temporary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Starts and stops namespaces. Bind and unbind methods only note what has changed and ring; one loop compares what should
 * run with what runs and acts. A namespace needs its configuration, its database and the engine to run; every other plugin
 * may be missing.
 */
@Component(service = Namespaces.class, immediate = true)
public final class NamespaceKeeper implements Namespaces {
    private static final Logger LOG = LoggerFactory.getLogger(NamespaceKeeper.class);
    private static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(250), Duration.ofSeconds(10), 2);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
    private static final int OPENER_THREADS = 4;
    private static final int ANSWER_THREADS = 4;

    /** A started namespace with what it was started on. */
    private record Running(
            NamespaceSettings settings, Store store, NamespaceRuntimeFactory factory, NamespaceRuntime runtime) {}

    /** A store with the filling of the database slot that it was opened on. */
    private record OpenStore(long generation, Store store) {}

    private final BundleContext context;
    private final StoreFactory stores;
    private final OwnedThreads opener = new OwnedThreads("photinus-slots-", OPENER_THREADS);
    private final OwnedThreads answers = new OwnedThreads("photinus-answers-", ANSWER_THREADS);
    private final PluginFamily<DatabasePlugin> databases;
    private final PluginFamily<BlockchainPlugin> blockchains;
    private final PluginFamily<SharedStoragePlugin> sharedStorages;
    private final PluginFamily<DataExchangePlugin> dataExchanges;
    private final List<ConfiguredNamespace> configured = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable ServiceReference<NamespaceRuntimeFactory>> factory =
            new AtomicReference<>();
    private final Doorbell bell = new Doorbell();
    private final Loop loop;
    private final Map<String, OpenStore> openStores = new ConcurrentHashMap<>();
    private @Nullable ServiceReference<NamespaceRuntimeFactory> obtained;
    private @Nullable NamespaceRuntimeFactory engine;
    private volatile boolean closing;
    private volatile Map<String, Running> running = Map.of();
    private volatile Map<String, String> startProblems = Map.of();

    @Activate
    public NamespaceKeeper(BundleContext context, @Reference StoreFactory stores) {
        this.context = context;
        this.stores = stores;
        this.databases = new PluginFamily<>("database", context, opener.executor(), answers.executor(), bell::ring);
        this.blockchains = new PluginFamily<>("blockchain", context, opener.executor(), answers.executor(), () -> {});
        this.sharedStorages =
                new PluginFamily<>("sharedstorage", context, opener.executor(), answers.executor(), () -> {});
        this.dataExchanges =
                new PluginFamily<>("dataexchange", context, opener.executor(), answers.executor(), () -> {});
        this.loop = new Loop("photinus-namespaces", bell, BACK_OFF, this::reconcile).start();
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addNamespace(ConfiguredNamespace namespace) {
        configured.add(namespace);
        bell.ring();
    }

    void removeNamespace(ConfiguredNamespace namespace) {
        configured.remove(namespace);
        bell.ring();
    }

    /**
     * Only the reference is taken here. The engine in turn needs this service; it is obtained by the loop, when this
     * component is complete.
     */
    @Reference(
            service = NamespaceRuntimeFactory.class,
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setFactory(ServiceReference<NamespaceRuntimeFactory> engine) {
        factory.set(engine);
        bell.ring();
    }

    void unsetFactory(ServiceReference<NamespaceRuntimeFactory> engine) {
        factory.compareAndSet(engine, null);
        bell.ring();
    }

    /** The engine of the present reference; null while there is none. */
    private @Nullable NamespaceRuntimeFactory engine() {
        ServiceReference<NamespaceRuntimeFactory> reference = factory.get();
        if (!Objects.equals(reference, obtained) || engine == null && reference != null) {
            if (obtained != null) {
                context.ungetService(obtained);
            }
            obtained = reference;
            engine = reference == null ? null : context.getService(reference);
        }
        return engine;
    }

    @Reference(
            service = DatabasePlugin.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addDatabase(ServiceReference<DatabasePlugin> plugin) {
        databases.add(plugin);
    }

    void removeDatabase(ServiceReference<DatabasePlugin> plugin) {
        databases.remove(plugin);
    }

    @Reference(
            service = BlockchainPlugin.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addBlockchain(ServiceReference<BlockchainPlugin> plugin) {
        blockchains.add(plugin);
    }

    void removeBlockchain(ServiceReference<BlockchainPlugin> plugin) {
        blockchains.remove(plugin);
    }

    @Reference(
            service = SharedStoragePlugin.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addSharedStorage(ServiceReference<SharedStoragePlugin> plugin) {
        sharedStorages.add(plugin);
    }

    void removeSharedStorage(ServiceReference<SharedStoragePlugin> plugin) {
        sharedStorages.remove(plugin);
    }

    @Reference(
            service = DataExchangePlugin.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addDataExchange(ServiceReference<DataExchangePlugin> plugin) {
        dataExchanges.add(plugin);
    }

    void removeDataExchange(ServiceReference<DataExchangePlugin> plugin) {
        dataExchanges.remove(plugin);
    }

    /** Stops what must not run, then starts what can. */
    private Duration reconcile() {
        Map<String, NamespaceSettings> wanted = new LinkedHashMap<>();
        for (ConfiguredNamespace namespace : configured) {
            if (namespace.settings().problem().isEmpty()) {
                wanted.put(namespace.settings().name(), namespace.settings());
            }
        }
        NamespaceRuntimeFactory engine = engine();
        Map<String, Running> now = new LinkedHashMap<>(running);
        for (Running each : List.copyOf(now.values())) {
            NamespaceSettings settings = wanted.get(each.settings().name());
            if (!each.settings().equals(settings)
                    || each.factory() != engine
                    || each.store() != presentStore(each.settings())) {
                now.remove(each.settings().name());
                running = Map.copyOf(now);
                each.runtime().close();
                LOG.atInfo().addKeyValue("ns", each.settings().name()).log("namespace stopped");
            }
        }
        closeOldStores();
        Map<String, String> problems = new HashMap<>();
        for (NamespaceSettings settings : wanted.values()) {
            if (!now.containsKey(settings.name()) && engine != null) {
                start(settings, engine, problems).ifPresent(started -> now.put(settings.name(), started));
                running = Map.copyOf(now);
            }
        }
        startProblems = Map.copyOf(problems);
        return problems.isEmpty() ? LOOK_AGAIN : BACK_OFF.after(4);
    }

    private Optional<Running> start(
            NamespaceSettings settings, NamespaceRuntimeFactory engine, Map<String, String> problems) {
        try {
            Store store = currentStore(settings);
            if (store == null) {
                return Optional.empty();
            }
            NamespaceRuntime runtime = engine.start(settings, store, slots(settings));
            LOG.atInfo().addKeyValue("ns", settings.name()).log("namespace started");
            return Optional.of(new Running(settings, store, engine, runtime));
        } catch (RuntimeException failed) {
            String sentence = Objects.requireNonNullElse(failed.getMessage(), failed.toString());
            if (!closing && !sentence.equals(startProblems.get(settings.name()))) {
                LOG.atLevel(failed instanceof Temporary ? Level.INFO : Level.ERROR)
                        .addKeyValue("ns", settings.name())
                        .setCause(failed instanceof Temporary ? null : failed)
                        .log("namespace did not start: {}", sentence);
            }
            problems.put(settings.name(), sentence);
            return Optional.empty();
        }
    }

    /** The store on the present filling of the namespace's database slot, if it has been opened. */
    private @Nullable Store presentStore(NamespaceSettings settings) {
        PluginSlot<DatabasePlugin> slot = slot(databases, settings, "database");
        OpenStore open = openStores.get(slot.name());
        return open == null || slot.plugin().isEmpty() || open.generation() != slot.generation() ? null : open.store();
    }

    /** The same, opened when needed; null without a database. */
    private @Nullable Store currentStore(NamespaceSettings settings) {
        Store present = presentStore(settings);
        PluginSlot<DatabasePlugin> slot = slot(databases, settings, "database");
        long generation = slot.generation();
        DatabasePlugin plugin = slot.plugin().orElse(null);
        if (present != null || plugin == null) {
            return present;
        }
        Store store =
                stores.open(slot.name(), plugin.writer(), plugin.reader(), plugin.dialect(), plugin.singleWriter());
        OpenStore before = openStores.put(slot.name(), new OpenStore(generation, store));
        if (before != null) {
            before.store().close();
        }
        return store;
    }

    private void closeOldStores() {
        openStores.entrySet().removeIf(open -> {
            PluginSlot<DatabasePlugin> slot = databases.slot(open.getKey(), "");
            boolean old = slot.plugin().isEmpty()
                    || slot.generation() != open.getValue().generation();
            if (old) {
                open.getValue().store().close();
            }
            return old;
        });
    }

    private <P> PluginSlot<P> slot(PluginFamily<P> family, NamespaceSettings settings, String kind) {
        PluginRef ref = settings.slots().getOrDefault(kind, new PluginRef("", ""));
        return family.slot(ref.name(), ref.type());
    }

    private Slots slots(NamespaceSettings settings) {
        return new Slots(
                slot(databases, settings, "database"),
                slot(blockchains, settings, "blockchain"),
                slot(sharedStorages, settings, "sharedstorage"),
                slot(dataExchanges, settings, "dataexchange"));
    }

    @Override
    public List<Entry> all() {
        return configured.stream()
                .map(ConfiguredNamespace::settings)
                .sorted(Comparator.comparing((NamespaceSettings settings) -> !settings.isDefault())
                        .thenComparing(NamespaceSettings::name))
                .map(this::entry)
                .toList();
    }

    @Override
    public Optional<Entry> find(String name) {
        return configured.stream()
                .map(ConfiguredNamespace::settings)
                .filter(settings -> settings.name().equals(name))
                .findFirst()
                .map(this::entry);
    }

    private Entry entry(NamespaceSettings settings) {
        Running started = running.get(settings.name());
        return new Entry(settings, started == null ? null : started.runtime(), () -> problem(settings, started));
    }

    private String problem(NamespaceSettings settings, @Nullable Running started) {
        List<String> problems = new ArrayList<>();
        problems.add(settings.problem());
        problems.add(startProblems.getOrDefault(settings.name(), ""));
        if (settings.problem().isEmpty()) {
            problems.add(slots(settings).problem());
        }
        if (started != null) {
            problems.add(started.runtime().problem());
        }
        return String.join(
                "; ",
                problems.stream().filter(text -> !text.isEmpty()).distinct().toList());
    }

    @Override
    public List<Slot<?>> slots() {
        return Stream.<PluginFamily<?>>of(databases, blockchains, sharedStorages, dataExchanges)
                .flatMap(family -> family.slots().stream())
                .<Slot<?>>map(slot -> slot)
                .toList();
    }

    @Override
    public Map<String, StoreStatistics> stores() {
        Map<String, StoreStatistics> statistics = new TreeMap<>();
        openStores.forEach((name, open) -> statistics.put(name, open.store().statistics()));
        return statistics;
    }

    @Deactivate
    void close() {
        closing = true;
        loop.close();
        running.values().forEach(each -> each.runtime().close());
        running = Map.of();
        openStores.values().forEach(open -> open.store().close());
        openStores.clear();
        for (PluginFamily<?> family : List.of(databases, blockchains, sharedStorages, dataExchanges)) {
            family.close();
        }
        if (obtained != null) {
            context.ungetService(obtained);
        }
        // Closing the slots has ended all calls; who waits for one of them is told before the threads end.
        opener.close();
        answers.close();
    }
}
