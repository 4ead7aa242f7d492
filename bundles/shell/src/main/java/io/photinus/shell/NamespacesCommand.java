package io.photinus.shell;

import io.photinus.api.NamespaceSummary;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The configured namespaces. */
@Service
@Command(scope = "photinus", name = "namespaces", description = "Lists the namespaces of this node")
public final class NamespacesCommand extends NodeCommand {
    @Override
    Rows rows() {
        Rows rows = new Rows("name", "default", "networkName", "state", "problem");
        for (NamespaceSummary summary : node.namespaces()) {
            rows.add(
                    summary.namespace().name(),
                    summary.namespace().name().equals(node.defaultNamespace()),
                    summary.namespace().networkName(),
                    summary.state().name().toLowerCase(Locale.ROOT),
                    summary.problem());
        }
        return rows;
    }

    @Override
    String whenEmpty() {
        return "no namespace is configured";
    }
}
