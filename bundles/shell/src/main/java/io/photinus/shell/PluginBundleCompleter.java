package io.photinus.shell;

import io.photinus.api.Node;
import io.photinus.api.PluginSummary;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes the symbolic name of a bundle that fills the place of some plugin. */
@Service
public final class PluginBundleCompleter implements Completer {
    @Reference
    Node node;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<String> bundles = node.plugins().stream()
                .map(PluginSummary::bundle)
                .map(PluginBundleCompleter::symbolicName)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        return new StringsCompleter(bundles).complete(session, line, candidates);
    }

    /** Of {@code name/version}. */
    private static String symbolicName(String bundle) {
        int slash = bundle.indexOf('/');
        return slash < 0 ? bundle : bundle.substring(0, slash);
    }
}
