package io.photinus.itests.exam;

import io.photinus.api.Confirm;
import io.photinus.api.NamespaceApi;
import io.photinus.api.NamespaceStatus;
import io.photinus.api.NamespaceSummary;
import io.photinus.api.Node;
import io.photinus.api.PluginSummary;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.karaf.features.Dependency;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeatureState;
import org.apache.karaf.features.FeaturesService;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

/** The node inside the container of the archive, started from the configuration file that is shipped with it. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ArchiveIT {
    private static final String STORAGE = "io.photinus.sharedstorage.local";
    private static final Confirm AWAITED = new Confirm(true, Duration.ofSeconds(60));
    private static final int SOME = 50;

    @Inject
    private BundleContext context;

    private Inside inside;
    private Node node;
    private NamespaceApi namespace;

    @Configuration
    public Option[] archive() {
        return Archive.options();
    }

    @Before
    public void startedAndRegistered() throws Exception {
        inside = new Inside(context);
        node = inside.service(Node.class);
        Inside.until(
                "the namespace is started", () -> node.namespaces().get(0).state() == NamespaceSummary.State.STARTED);
        namespace = node.namespace("default");
        Inside.until("its plugins are there", () -> problems().isEmpty());
        if (!namespace.status().org().registered()) {
            namespace
                    .network()
                    .registerOrganization(AWAITED)
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
            namespace.network().registerNode(AWAITED).toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
    }

    @After
    public void firstVersionAgain() throws Exception {
        Bundle storage = inside.bundle(STORAGE);
        if (storage.getVersion().getMinor() != 1) {
            update(storage, storage.getLocation());
            awaitStorage("0.1.0");
        }
    }

    @After
    public void nothingToWarnOf() throws Exception {
        assertEquals(List.of(), Inside.warnings());
    }

    private List<String> problems() {
        return node.plugins().stream()
                .map(PluginSummary::problem)
                .filter(problem -> !problem.isEmpty())
                .toList();
    }

    private void update(Bundle bundle, String location) throws Exception {
        try (InputStream content = new java.net.URL(location).openStream()) {
            bundle.update(content);
        }
    }

    private PluginSummary storage() {
        return node.plugins().stream()
                .filter(plugin -> plugin.name().equals("sharedstorage0"))
                .findFirst()
                .orElseThrow();
    }

    private void awaitStorage(String version) {
        Inside.until(
                "shared storage " + version,
                () -> storage().bundle().equals(STORAGE + "/" + version)
                        && storage().problem().isEmpty());
    }

    private String secondVersion() {
        return URI.create(System.getProperty(Archive.SECOND_VERSION)).toString();
    }

    @Test
    public void runsEveryBundle() {
        List<String> wrong = inside.bundles().stream()
                .filter(bundle -> bundle.getState() != (isFragment(bundle) ? Bundle.RESOLVED : Bundle.ACTIVE))
                .map(bundle -> bundle + " is in state " + bundle.getState())
                .toList();

        assertEquals(List.of(), wrong);
        assertTrue("our bundles are among them", inside.ownBundles().size() > 20);
    }

    private static boolean isFragment(Bundle bundle) {
        return (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    @Test
    public void hasEveryFeatureStarted() throws Exception {
        FeaturesService features = inside.service(FeaturesService.class);
        Set<String> ours = new TreeSet<>();
        List<String> wrong = new ArrayList<>();
        for (Feature feature : features.listInstalledFeatures()) {
            if (feature.getName().startsWith("photinus")) {
                ours.add(feature.getName());
            }
            if (features.getState(feature.getId()) != FeatureState.Started) {
                wrong.add(feature.getId() + " is " + features.getState(feature.getId()));
            }
        }

        assertTrue("the usual set is among " + ours, ours.contains("photinus"));
        assertEquals(List.of(), wrong);
        assertEquals(
                Arrays.stream(features.listFeatures())
                        .map(Feature::getName)
                        .filter(name -> name.startsWith("photinus"))
                        .collect(Collectors.toCollection(TreeSet::new)),
                ours);
    }

    @Test
    public void hasEveryComponentSatisfied() {
        ServiceComponentRuntime components = inside.service(ServiceComponentRuntime.class);
        List<String> wrong = new ArrayList<>();
        for (Bundle bundle : inside.ownBundles()) {
            for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs(bundle)) {
                var configurations = components.getComponentConfigurationDTOs(component);
                if (configurations.isEmpty() && !component.configurationPolicy.equals("require")) {
                    wrong.add(component.name + " has no instance");
                }
                for (ComponentConfigurationDTO each : configurations) {
                    if (each.state != ComponentConfigurationDTO.ACTIVE
                            && each.state != ComponentConfigurationDTO.SATISFIED) {
                        wrong.add(component.name + " is in state " + each.state + ", lacks "
                                + Arrays.stream(each.unsatisfiedReferences)
                                        .map(reference -> reference.name)
                                        .toList()
                                + " " + each.failure);
                    }
                }
            }
        }

        assertEquals(List.of(), wrong);
    }

    @Test
    public void answersTheStatusOfTheConfiguredNamespace() {
        NamespaceSummary summary = node.namespaces().get(0);
        NamespaceStatus status = namespace.status();

        assertEquals(1, node.namespaces().size());
        assertEquals("default", node.defaultNamespace());
        assertEquals("default", summary.namespace().name());
        assertEquals("", summary.problem());
        assertEquals("org_1", status.org().name());
        assertEquals("did:firefly:org/org_1", status.org().did());
        assertTrue(status.org().registered());
        assertEquals("node_1", status.node().name());
        assertTrue(status.multiparty().enabled());
        assertEquals("sharedstorage0", status.plugins().sharedStorage().get(0).name());
    }

    @Test
    public void namesTheBundleOfEveryPlugin() {
        Map<String, String> bundles = node.plugins().stream()
                .collect(Collectors.toMap(
                        PluginSummary::type, plugin -> plugin.bundle().split("/")[0]));

        assertEquals("io.photinus.database.sqlite3", bundles.get("sqlite3"));
        assertEquals("io.photinus.blockchain.ledger", bundles.get("ledger"));
        assertEquals(STORAGE, bundles.get("local"));
        assertEquals("io.photinus.dataexchange.https", bundles.get("https"));
    }

    @Test
    public void letsEveryPluginsFeatureGoAndComeAlone() throws Exception {
        FeaturesService features = inside.service(FeaturesService.class);
        Feature usual = features.getFeature("photinus");
        assertNotNull("photinus is among " + Arrays.toString(features.listFeatures()), usual);
        Set<String> parts = usual.getDependencies().stream()
                .map(Dependency::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        EnumSet<FeaturesService.Option> options = EnumSet.noneOf(FeaturesService.Option.class);
        // The same features, each asked for by itself: then each can go.
        features.installFeatures(parts, options);
        features.uninstallFeature(usual.getName(), usual.getVersion());
        parts.remove("photinus-core");

        for (String part : parts) {
            Bundle plugin = inside.bundle(
                    "io.photinus." + part.substring("photinus-".length()).replace('-', '.'));
            try (Untouched others = new Untouched(inside, context, plugin)) {
                features.uninstallFeature(part);
                assertEquals(part, Bundle.UNINSTALLED, plugin.getState());
                features.installFeature(part, options);
                startedAndRegistered();
                others.verifyOurs();
            }
        }

        assertEquals(
                FeatureState.Started,
                features.getState(features.getFeature("photinus-core").getId()));
        runsEveryBundle();
    }

    @Test
    public void losesNothingWhenThePluginsBundleIsUpdatedUnderLoad() throws Exception {
        Bundle storage = inside.bundle(STORAGE);
        long generation = storage().generation();
        try (Untouched others = new Untouched(inside, context, storage);
                Traffic traffic = new Traffic(namespace, "update")) {
            traffic.awaitConfirmed(SOME);

            update(storage, secondVersion());

            awaitStorage("0.2.0");
            assertEquals(
                    "the second version's own class",
                    STORAGE + ".SecondVersion",
                    storage.loadClass(STORAGE + ".SecondVersion").getName());
            traffic.awaitConfirmed(SOME);
            assertTrue("a stream of messages", traffic.requireAllConfirmed() > 2 * SOME);
            others.verify();
        }
        assertNotEquals(generation, storage().generation());
        assertEquals("", node.namespaces().get(0).problem());
    }

    @Test
    public void losesNothingWhenTheSwapServiceExchangesThePluginUnderLoadAndBack() throws Exception {
        @SuppressWarnings("unchecked")
        BiFunction<String, String, Map<String, Object>> swap = inside.service(BiFunction.class, "(photinus.swap=true)");
        Bundle storage = inside.bundle(STORAGE);
        long number = storage.getBundleId();
        try (Untouched others = new Untouched(inside, context, storage);
                Traffic traffic = new Traffic(namespace, "swap")) {
            traffic.awaitConfirmed(SOME);

            Map<String, Object> forth = swap.apply(STORAGE, secondVersion());
            awaitStorage("0.2.0");
            traffic.awaitConfirmed(SOME);
            Map<String, Object> back = swap.apply(STORAGE, storage.getLocation());
            awaitStorage("0.1.0");
            traffic.awaitConfirmed(SOME);

            assertEquals("0.2.0", forth.get("to"));
            assertEquals("0.1.0", back.get("to"));
            for (Map<String, Object> report : List.of(forth, back)) {
                assertEquals(List.of(), report.get("refreshed"));
                assertEquals(List.of(), report.get("stale"));
            }
            assertTrue("a stream of messages", traffic.requireAllConfirmed() > 3 * SOME);
            others.verify();
        }
        assertEquals(number, inside.bundle(STORAGE).getBundleId());
    }

    @Test
    public void refusesToSwapWhatIsNoPlugin() {
        @SuppressWarnings("unchecked")
        BiFunction<String, String, Map<String, Object>> swap = inside.service(BiFunction.class, "(photinus.swap=true)");
        Bundle engine = inside.bundle("io.photinus.engine");
        long modified = engine.getLastModified();

        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> swap.apply("io.photinus.engine", null));

        assertTrue(refusal.getMessage(), refusal.getMessage().contains("not the bundle of a plugin"));
        assertEquals(modified, engine.getLastModified());
    }
}
