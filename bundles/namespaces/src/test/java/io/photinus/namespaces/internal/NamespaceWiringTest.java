package io.photinus.namespaces.internal;

import io.photinus.namespaces.NamespaceRuntime;
import io.photinus.namespaces.NamespaceRuntimeFactory;
import io.photinus.namespaces.NamespaceSettings;
import io.photinus.namespaces.Namespaces;
import io.photinus.namespaces.Slot;
import io.photinus.namespaces.Slots;
import io.photinus.persistence.Store;
import io.photinus.persistence.StoreFactory;
import io.photinus.plugin.blockchain.BlockchainPlugin;
import io.photinus.plugin.database.DatabasePlugin;
import io.photinus.plugin.sharedstorage.SharedStoragePlugin;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

import static org.assertj.core.api.Assertions.assertThat;

/** The bundle in a real Felix with the component runtime, between doubles of its neighbours. */
@Timeout(90)
class NamespaceWiringTest {
    private static final String PID = "io.photinus.namespace";

    /** A started namespace and what it was given. */
    private final class Runtime implements NamespaceRuntime {
        final NamespaceSettings settings;
        final Store store;
        final Slots slots;
        final AtomicBoolean closed = new AtomicBoolean();
        final AtomicBoolean storeWasOpenAtTheEnd = new AtomicBoolean();
        volatile String problem = "";

        Runtime(NamespaceSettings settings, Store store, Slots slots) {
            this.settings = settings;
            this.store = store;
            this.slots = slots;
        }

        @Override
        public String problem() {
            return problem;
        }

        @Override
        public void close() {
            storeWasOpenAtTheEnd.set(!closedStores.contains(store));
            closed.set(true);
        }
    }

    private final List<Runtime> started = new CopyOnWriteArrayList<>();
    private final List<Store> opened = new CopyOnWriteArrayList<>();
    private final List<Store> closedStores = new CopyOnWriteArrayList<>();
    private volatile String engineFailure = "";
    private volatile String storeFailure = "";

    private final NamespaceRuntimeFactory engine = (settings, store, slots) -> {
        if (!engineFailure.isEmpty()) {
            throw new IllegalStateException(engineFailure);
        }
        Runtime runtime = new Runtime(settings, store, slots);
        started.add(runtime);
        return runtime;
    };

    private final StoreFactory stores = (name, writer, reader, dialect, single) -> {
        if (name.equals(storeFailure)) {
            throw new IllegalStateException("the file of " + name + " is locked");
        }
        AtomicReference<Store> self = new AtomicReference<>();
        Store store = fake(Store.class, Map.of("close", () -> {
            closedStores.add(self.get());
            return null;
        }));
        self.set(store);
        opened.add(store);
        return store;
    };

    @TempDir
    Path folder;

    private TestFramework framework;
    private Bundle own;
    private Namespaces namespaces;

    @BeforeEach
    void start() throws Exception {
        framework = new TestFramework(folder);
        framework.start("org.apache.felix.configadmin-");
        framework.start("org.apache.felix.scr-");
        own = framework.startOwn();
        framework.context().registerService(StoreFactory.class, stores, null);
        Await.until("the bundle's service", () -> service() != null);
        namespaces = service();
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
        Await.noThread("photinus-");
    }

    private @Nullable Namespaces service() {
        ServiceReference<Namespaces> reference = framework.context().getServiceReference(Namespaces.class);
        return reference == null ? null : framework.context().getService(reference);
    }

    /** A double that answers some methods and knows no others. */
    private static <T> T fake(Class<T> type, Map<String, Supplier<@Nullable Object>> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            if (method.getName().equals("equals")) {
                return args != null && self == args[0];
            }
            if (method.getName().equals("hashCode")) {
                return System.identityHashCode(self);
            }
            if (answers.containsKey(method.getName())) {
                return answers.get(method.getName()).get();
            }
            throw new UnsupportedOperationException(method.toString());
        }));
    }

    private ServiceRegistration<DatabasePlugin> addDatabase(String name) {
        return addDatabase(name, 0);
    }

    private ServiceRegistration<DatabasePlugin> addDatabase(String name, int ranking) {
        DataSource source = fake(DataSource.class, Map.of());
        DatabasePlugin plugin = fake(
                DatabasePlugin.class,
                Map.of(
                        "writer",
                        () -> source,
                        "reader",
                        () -> source,
                        "dialect",
                        () -> "sqlite",
                        "singleWriter",
                        () -> true));
        return framework.register(DatabasePlugin.class, plugin, name, ranking);
    }

    private ServiceRegistration<NamespaceRuntimeFactory> addEngine() {
        return framework.context().registerService(NamespaceRuntimeFactory.class, engine, null);
    }

    private Configuration configure(String name, String... more) throws Exception {
        ServiceReference<ConfigurationAdmin> admin = framework.context().getServiceReference(ConfigurationAdmin.class);
        Configuration configuration = framework.context().getService(admin).getFactoryConfiguration(PID, name, "?");
        Hashtable<String, Object> properties = new Hashtable<>(Map.of(
                "name",
                name,
                "slot.database",
                "database_" + name,
                "slot.database.type",
                "test",
                "slot.blockchain",
                "blockchain_" + name,
                "slot.sharedstorage",
                "storage_" + name,
                "slot.dataexchange",
                "exchange_" + name));
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        configuration.update(properties);
        return configuration;
    }

    private Namespaces.Entry entry(String name) {
        return namespaces.find(name).orElseThrow();
    }

    private Runtime awaitStarted(int count) {
        Await.until(
                count + " starts",
                () -> started.size() >= count
                        && namespaces.all().stream().anyMatch(entry -> entry.runtime() == started.get(count - 1)));
        return started.get(count - 1);
    }

    @Test
    void startsANamespaceWhenConfigurationDatabaseAndEngineAreThereInAnyOrder() throws Exception {
        configure("alpha");
        Await.until("the configuration is seen", () -> namespaces.find("alpha").isPresent());
        assertThat(entry("alpha").runtime()).isNull();
        assertThat(entry("alpha").problem())
                .contains("no bundle provides the database plugin 'database_alpha' (type test)");

        addDatabase("database_alpha");
        addEngine();

        Runtime runtime = awaitStarted(1);
        assertThat(runtime.settings.name()).isEqualTo("alpha");
        assertThat(runtime.store).isSameAs(opened.get(0));
        assertThat(runtime.slots.blockchain().name()).isEqualTo("blockchain_alpha");
        // It runs, and says what it lacks.
        assertThat(entry("alpha").problem())
                .doesNotContain("database")
                .contains("the blockchain plugin 'blockchain_alpha'")
                .contains("the sharedstorage plugin 'storage_alpha'");
    }

    @Test
    void keepsANamespaceRunningWhenAPluginVanishesAndComesBack() throws Exception {
        addEngine();
        addDatabase("database_alpha");
        configure("alpha");
        Runtime runtime = awaitStarted(1);
        SharedStoragePlugin first = fake(SharedStoragePlugin.class, Map.of());
        ServiceRegistration<?> registration = framework.register(SharedStoragePlugin.class, first, "storage_alpha");
        Slot<SharedStoragePlugin> slot = runtime.slots.sharedStorage();
        Await.until("the storage", () -> slot.plugin().isPresent());

        registration.unregister();
        assertThat(slot.plugin()).isEmpty();
        SharedStoragePlugin second = fake(SharedStoragePlugin.class, Map.of());
        framework.register(SharedStoragePlugin.class, second, "storage_alpha");

        Await.until("the next storage", () -> slot.plugin().isPresent());
        assertThat(slot.plugin()).containsSame(second);
        assertThat(slot.generation()).isEqualTo(2);
        assertThat(runtime.closed).isFalse();
        assertThat(started).hasSize(1);
    }

    @Test
    void stopsANamespaceWithItsDatabaseAndStartsItAgainOnTheNext() throws Exception {
        addEngine();
        ServiceRegistration<DatabasePlugin> database = addDatabase("database_alpha");
        configure("alpha");
        Runtime first = awaitStarted(1);

        database.unregister();

        Await.until(
                "the namespace has stopped",
                () -> first.closed.get() && entry("alpha").runtime() == null);
        assertThat(first.storeWasOpenAtTheEnd)
                .as("jobs are stopped before their store is closed")
                .isTrue();
        Await.until("the store is closed", () -> !closedStores.isEmpty());
        assertThat(entry("alpha").problem()).contains("the database plugin 'database_alpha'");

        addDatabase("database_alpha");

        Runtime second = awaitStarted(2);
        assertThat(second.store).isSameAs(opened.get(1));
        assertThat(second.closed).isFalse();
    }

    @Test
    void movesANamespaceToADatabaseThatTakesTheSlot() throws Exception {
        addEngine();
        addDatabase("database_alpha");
        configure("alpha");
        Runtime first = awaitStarted(1);

        addDatabase("database_alpha", 10);

        Runtime second = awaitStarted(2);
        assertThat(first.closed).isTrue();
        assertThat(first.storeWasOpenAtTheEnd)
                .as("jobs are stopped before their store is closed")
                .isTrue();
        assertThat(closedStores).containsExactly(first.store);
        assertThat(second.store).isSameAs(opened.get(1));
    }

    @Test
    void stopsANamespaceWithTheEngineAndStartsItWithTheNext() throws Exception {
        ServiceRegistration<NamespaceRuntimeFactory> first = addEngine();
        addDatabase("database_alpha");
        configure("alpha");
        Runtime runtime = awaitStarted(1);

        first.unregister();
        Await.until("the namespace has stopped", runtime.closed::get);
        addEngine();

        awaitStarted(2);
        assertThat(opened).as("the store outlives the engine").hasSize(1);
    }

    @Test
    void restartsANamespaceOnOtherSettingsAndEndsItWithItsConfiguration() throws Exception {
        addEngine();
        addDatabase("database_alpha");
        Configuration configuration = configure("alpha");
        Runtime first = awaitStarted(1);

        configure("alpha", "description", "changed");
        Runtime second = awaitStarted(2);
        assertThat(first.closed).isTrue();
        assertThat(second.settings.description()).isEqualTo("changed");

        configuration.delete();
        Await.until("the namespace has stopped", second.closed::get);
        Await.until("it is no longer listed", () -> namespaces.all().isEmpty());
    }

    @Test
    void showsABadConfigurationAndStartsTheOthers() throws Exception {
        addEngine();
        addDatabase("database_bad");
        addDatabase("database_alpha");

        configure("bad", "problem", "namespaces.predefined[1].name is '!', but a name is expected");
        configure("alpha", "default", "true");

        awaitStarted(1);
        assertThat(started).singleElement().satisfies(only -> assertThat(only.settings.name())
                .isEqualTo("alpha"));
        Await.until("both are listed", () -> namespaces.all().size() == 2);
        assertThat(namespaces.all().get(0).settings().name())
                .as("the default one first")
                .isEqualTo("alpha");
        assertThat(entry("bad").failed()).isTrue();
        assertThat(entry("bad").problem()).isEqualTo("namespaces.predefined[1].name is '!', but a name is expected");
        assertThat(entry("bad").runtime()).isNull();
    }

    @Test
    void triesAgainWhenTheEngineRefuses() throws Exception {
        engineFailure = "the database has a newer schema";
        addEngine();
        addDatabase("database_alpha");
        configure("alpha");

        Await.until("the reason is shown", () -> namespaces.find("alpha").stream()
                .anyMatch(entry -> entry.problem().startsWith("the database has a newer schema")));
        assertThat(entry("alpha").runtime()).isNull();
        engineFailure = "";

        awaitStarted(1);
        assertThat(entry("alpha").problem()).doesNotContain("schema");
    }

    @Test
    void doesNotLetOneUnusableDatabaseHoldUpTheOtherNamespaces() throws Exception {
        storeFailure = "database_alpha";
        addEngine();
        addDatabase("database_alpha");
        addDatabase("database_beta");

        configure("alpha");
        configure("beta");

        Runtime runtime = awaitStarted(1);
        assertThat(runtime.settings.name()).isEqualTo("beta");
        Await.until(
                "the reason is shown",
                () -> entry("alpha").problem().startsWith("the file of database_alpha is locked"));
        storeFailure = "";
        assertThat(awaitStarted(2).settings.name()).isEqualTo("alpha");
        assertThat(runtime.closed).isFalse();
    }

    @Test
    void showsWhatKeepsARunningNamespaceFromGoingOn() throws Exception {
        addEngine();
        addDatabase("database_alpha");
        configure("alpha");
        Runtime runtime = awaitStarted(1);

        runtime.problem = "the ledger refuses the key";

        assertThat(entry("alpha").problem()).endsWith("the ledger refuses the key");
    }

    @Test
    void closesEverythingWhenTheBundleStops() throws Exception {
        addEngine();
        addDatabase("database_alpha");
        framework.register(BlockchainPlugin.class, fake(BlockchainPlugin.class, Map.of()), "blockchain_alpha");
        configure("alpha");
        Runtime runtime = awaitStarted(1);
        Await.until("the plugin", () -> runtime.slots.blockchain().plugin().isPresent());

        own.stop();

        assertThat(runtime.closed).isTrue();
        assertThat(closedStores).isNotEmpty();
        assertThat(runtime.slots.blockchain().plugin()).isEmpty();
        assertThat(own.getServicesInUse()).isNull();
        Await.noThread("photinus-");
    }
}
