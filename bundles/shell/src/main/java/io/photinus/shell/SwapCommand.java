package io.photinus.shell;

import java.util.Map;
import java.util.function.BiFunction;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Exchanges the bundle of a plugin while the node runs. */
@Service
@Command(scope = "photinus", name = "swap", description = "Exchanges the bundle of a plugin while the node runs")
public final class SwapCommand extends NodeCommand {
    private static final String SWAP = "(photinus.swap=true)";
    private static final String ABSENT = "The bundle io.photinus.swap is not running";
    private static final String[] COLUMNS = {"bundle", "from", "to", "millis", "refreshed", "stale"};

    /** The shell does not look at the filter of a single reference, so the service is looked up here. */
    @Reference
    BundleContext context;

    @Argument(index = 0, name = "bundle", description = "Symbolic name of the plugin's bundle", required = true)
    @Completion(PluginBundleCompleter.class)
    String bundle;

    @Argument(
            index = 1,
            name = "url",
            description = "Where the new version is, such as file: or mvn:; the bundle's own location when left out")
    @Nullable
    String url;

    @Override
    Rows rows() {
        Map<?, ?> report = exchange();
        Rows rows = new Rows(COLUMNS);
        @Nullable Object[] values = new Object[COLUMNS.length];
        for (int i = 0; i < COLUMNS.length; i++) {
            values[i] = report.get(COLUMNS[i]);
        }
        rows.add(values);
        return rows;
    }

    private Map<?, ?> exchange() {
        ServiceReference<?> reference = find();
        try {
            if (context.getService(reference) instanceof BiFunction<?, ?, ?> service) {
                @SuppressWarnings("unchecked")
                BiFunction<String, @Nullable String, Map<?, ?>> swap =
                        (BiFunction<String, @Nullable String, Map<?, ?>>) service;
                return swap.apply(bundle, url);
            }
            throw new IllegalStateException(ABSENT);
        } finally {
            context.ungetService(reference);
        }
    }

    private ServiceReference<?> find() {
        try {
            return context.getServiceReferences(BiFunction.class, SWAP).stream()
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(ABSENT));
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    String whenEmpty() {
        return "nothing was exchanged";
    }
}
