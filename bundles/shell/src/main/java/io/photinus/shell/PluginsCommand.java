package io.photinus.shell;

import io.photinus.api.PluginSummary;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The configured plugins and what fills their places. */
@Service
@Command(scope = "photinus", name = "plugins", description = "Lists the plugins of this node")
public final class PluginsCommand extends NodeCommand {
    @Override
    Rows rows() {
        Rows rows = new Rows("family", "name", "type", "bundle", "generation", "namespaces", "problem");
        for (PluginSummary plugin : node.plugins()) {
            rows.add(
                    plugin.family(),
                    plugin.name(),
                    plugin.type(),
                    plugin.bundle(),
                    plugin.generation(),
                    plugin.namespaces(),
                    plugin.problem());
        }
        return rows;
    }

    @Override
    String whenEmpty() {
        return "no plugin is configured";
    }
}
