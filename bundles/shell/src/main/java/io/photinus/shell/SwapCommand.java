package io.photinus.shell;

import java.util.Map;
import java.util.function.BiFunction;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** Exchanges the bundle of a plugin while the node runs. */
@Service
@Command(scope = "photinus", name = "swap", description = "Exchanges the bundle of a plugin while the node runs")
public final class SwapCommand extends NodeCommand {
    private static final String[] COLUMNS = {"bundle", "from", "to", "millis", "refreshed", "stale"};

    @Reference(filter = "(photinus.swap=true)")
    BiFunction<String, @Nullable String, Map<String, Object>> swap;

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
        Map<String, Object> report = swap.apply(bundle, url);
        Rows rows = new Rows(COLUMNS);
        @Nullable Object[] values = new Object[COLUMNS.length];
        for (int i = 0; i < COLUMNS.length; i++) {
            values[i] = report.get(COLUMNS[i]);
        }
        rows.add(values);
        return rows;
    }

    @Override
    String whenEmpty() {
        return "nothing was exchanged";
    }
}
