package io.photinus.itests.exam;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

import static org.junit.Assert.assertEquals;

/** Watches that nothing but one bundle is touched: from its making until {@link #verify}. */
final class Untouched implements AutoCloseable {
    private final Inside inside;
    private final BundleContext context;
    private final Bundle except;
    private final Map<String, String> before;
    private final Set<String> touched = new ConcurrentSkipListSet<>();
    private final SynchronousBundleListener bundles = this::changed;

    Untouched(Inside inside, BundleContext context, Bundle except) {
        this.inside = inside;
        this.context = context;
        this.except = except;
        this.before = state();
        context.addBundleListener(bundles);
    }

    /** Being refreshed means for a bundle to be stopped and resolved anew. */
    private void changed(BundleEvent event) {
        if (!except.getSymbolicName().equals(event.getBundle().getSymbolicName())) {
            touched.add(event.getBundle().getSymbolicName() + " event " + event.getType());
        }
    }

    /**
     * By bundle: when it was changed last, its services, and its components. The number of a component's configuration is
     * new whenever the component is activated on another configuration or by another start of its bundle; its service is
     * registered anew whenever it is activated at all.
     */
    private Map<String, String> state() {
        ServiceComponentRuntime components = inside.service(ServiceComponentRuntime.class);
        Map<String, String> state = new TreeMap<>();
        for (Bundle bundle : inside.bundles()) {
            if (bundle.equals(except)) {
                continue;
            }
            List<String> parts = new ArrayList<>();
            parts.add("state " + bundle.getState() + " modified " + bundle.getLastModified());
            parts.add("components "
                    + components.getComponentDescriptionDTOs(bundle).stream()
                            .flatMap(description -> components.getComponentConfigurationDTOs(description).stream())
                            .map(configuration -> configuration.id + "/" + configuration.state)
                            .sorted()
                            .collect(Collectors.joining(" ")));
            ServiceReference<?>[] services = bundle.getRegisteredServices();
            parts.add("services "
                    + (services == null
                            ? ""
                            : Arrays.stream(services)
                                    .map(service -> String.valueOf(service.getProperty(Constants.SERVICE_ID)))
                                    .sorted()
                                    .collect(Collectors.joining(" "))));
            state.put(bundle.getSymbolicName() + " " + bundle.getBundleId(), String.join(", ", parts));
        }
        return state;
    }

    /** Insists that no other bundle of ours was stopped, refreshed, updated or removed; libraries may come and go. */
    void verifyOurs() {
        assertEquals(
                "other bundles of ours that something happened to",
                List.of(),
                touched.stream().filter(what -> what.startsWith("io.photinus.")).toList());
    }

    /** Insists that no other bundle has changed, restarted, re-registered a service or been refreshed. */
    void verify() {
        assertEquals("other bundles that something happened to", Set.of(), touched);
        assertEquals(
                "every bundle besides " + except.getSymbolicName(),
                String.join("\n", lines(before)),
                String.join("\n", lines(state())));
        assertEquals(
                "bundles whose old content is still in use",
                List.of(),
                List.copyOf(context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                        .adapt(FrameworkWiring.class)
                        .getRemovalPendingBundles()));
    }

    private static List<String> lines(Map<String, String> state) {
        return state.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .toList();
    }

    @Override
    public void close() {
        context.removeBundleListener(bundles);
    }
}
