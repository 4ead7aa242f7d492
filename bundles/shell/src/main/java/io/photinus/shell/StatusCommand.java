package io.photinus.shell;

import io.photinus.api.NamespaceSummary;
import io.photinus.api.PluginSummary;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** One look at the whole node. */
@Service
@Command(
        scope = "photinus",
        name = "status",
        description = "Shows what serves, and what is missing where something does not")
public final class StatusCommand extends NodeCommand {
    @Override
    Rows rows() {
        Rows rows = new Rows("kind", "name", "state", "problem");
        for (NamespaceSummary namespace : node.namespaces()) {
            rows.add(
                    "namespace",
                    namespace.namespace().name(),
                    namespace.state().name().toLowerCase(Locale.ROOT),
                    namespace.problem());
        }
        for (PluginSummary plugin : node.plugins()) {
            rows.add(plugin.family(), plugin.name(), plugin.problem().isEmpty() ? "serving" : "away", plugin.problem());
        }
        return rows;
    }

    @Override
    String whenEmpty() {
        return "nothing is configured";
    }
}
