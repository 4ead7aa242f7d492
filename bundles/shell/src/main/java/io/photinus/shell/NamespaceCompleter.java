package io.photinus.shell;

import io.photinus.api.Node;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Completes the name of a namespace. */
@Service
public final class NamespaceCompleter implements Completer {
    @Reference
    Node node;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        List<String> names = node.namespaces().stream()
                .map(summary -> summary.namespace().name())
                .toList();
        return new StringsCompleter(names).complete(session, line, candidates);
    }
}
