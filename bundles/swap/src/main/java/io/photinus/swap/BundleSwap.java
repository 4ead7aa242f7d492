package io.photinus.swap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Updates the bundle of a plugin in the running process. An OSGi service with JDK types only: {@code (symbolicName, location
 * or null) -> report}, found by the property {@code photinus.swap=true}. The report has {@code bundle}, {@code from},
 * {@code to}, {@code millis}, {@code refreshed} (other bundles that were stopped or resolved anew; none, when all is well)
 * and {@code stale} (bundles whose old content is still in use).
 *
 * <p>Updates one at a time; refreshes nothing. Refuses with {@link IllegalArgumentException} before anything is touched,
 * fails with {@link IllegalStateException} after.
 */
@Component(service = BiFunction.class, property = "photinus.swap=true")
public final class BundleSwap implements BiFunction<String, @Nullable String, Map<String, Object>> {
    private static final Logger LOG = LoggerFactory.getLogger(BundleSwap.class);
    private static final Pattern SERVICES = Pattern.compile("objectClass:List<String>=\"([^\"]*)\"");
    private static final String CONTRACTS = "io.photinus.plugin.";
    private static final String PLUGIN_TYPE = "photinus.plugin.type";

    private final BundleContext context;
    private final Path directory;
    private final ReentrantLock busy = new ReentrantLock();

    @Activate
    public BundleSwap(BundleContext context) {
        this(context, context.getDataFile("swap").toPath());
    }

    BundleSwap(BundleContext context, Path directory) {
        this.context = context;
        this.directory = directory;
    }

    @Override
    public Map<String, Object> apply(String symbolicName, @Nullable String location) {
        if (!busy.tryLock()) {
            throw new IllegalStateException("Another swap is under way");
        }
        try {
            Bundle bundle = find(symbolicName);
            if (!isPlugin(bundle)) {
                throw new IllegalArgumentException(
                        symbolicName + " is not the bundle of a plugin; only plugins can be exchanged");
            }
            String from = location == null || location.isBlank() ? ownLocation(bundle) : location;
            try (NewContent content = NewContent.fetch(from, directory)) {
                if (!content.symbolicName().equals(symbolicName)) {
                    throw new IllegalArgumentException(
                            "The bundle at " + from + " is " + content.symbolicName() + ", not " + symbolicName);
                }
                return update(bundle, content);
            }
        } finally {
            busy.unlock();
        }
    }

    private Bundle find(String symbolicName) {
        List<Bundle> found = Arrays.stream(context.getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("No bundle " + symbolicName + " is installed");
        }
        if (found.size() > 1) {
            throw new IllegalArgumentException("Several versions of " + symbolicName + " are installed: "
                    + found.stream().map(Bundle::getVersion).toList());
        }
        return found.get(0);
    }

    /** A plugin offers a service of a plugin contract; or says that it would, when it is broken and must be mended. */
    private static boolean isPlugin(Bundle bundle) {
        if (bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
            return false;
        }
        var services = bundle.getRegisteredServices();
        if (services != null && Arrays.stream(services).anyMatch(service -> service.getProperty(PLUGIN_TYPE) != null)) {
            return true;
        }
        String capabilities = bundle.getHeaders("").get(Constants.PROVIDE_CAPABILITY);
        return capabilities != null
                && SERVICES.matcher(capabilities).results().anyMatch(found -> found.group(1)
                        .contains(CONTRACTS));
    }

    private static String ownLocation(Bundle bundle) {
        String header = bundle.getHeaders("").get(Constants.BUNDLE_UPDATELOCATION);
        return header == null ? bundle.getLocation() : header;
    }

    private Map<String, Object> update(Bundle bundle, NewContent content) {
        String from = bundle.getVersion().toString();
        boolean started = bundle.getState() == Bundle.ACTIVE || bundle.getState() == Bundle.STARTING;
        Set<String> others = new ConcurrentSkipListSet<>();
        SynchronousBundleListener watch = event -> {
            Bundle other = event.getBundle();
            if (!other.equals(bundle)
                    && (event.getType() == BundleEvent.STOPPED || event.getType() == BundleEvent.UNRESOLVED)) {
                others.add(other.getSymbolicName());
            }
        };
        long begin = System.nanoTime();
        context.addBundleListener(watch);
        try (InputStream stream = content.open()) {
            bundle.update(stream);
            if (started && bundle.getState() != Bundle.ACTIVE && bundle.getState() != Bundle.STARTING) {
                // Updating only logs why a bundle does not start again; starting it tells.
                bundle.start();
            }
        } catch (BundleException | IOException failed) {
            throw new IllegalStateException(
                    "The exchange with version " + content.version() + " failed, "
                            + bundle.getSymbolicName() + " " + bundle.getVersion()
                            + (bundle.getState() == Bundle.ACTIVE ? " runs on: " : " is installed and does not run: ")
                            + failed.getMessage(),
                    failed);
        } finally {
            context.removeBundleListener(watch);
        }
        long millis = (System.nanoTime() - begin) / 1_000_000;
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("bundle", bundle.getSymbolicName());
        report.put("from", from);
        report.put("to", bundle.getVersion().toString());
        report.put("millis", millis);
        report.put("refreshed", List.copyOf(others));
        report.put("stale", stale());
        LOG.info("{} was exchanged: {} -> {} in {} ms", bundle.getSymbolicName(), from, bundle.getVersion(), millis);
        return report;
    }

    private List<String> stale() {
        FrameworkWiring wiring =
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        return wiring.getRemovalPendingBundles().stream()
                .map(Bundle::getSymbolicName)
                .sorted()
                .toList();
    }
}
