package io.photinus.shell;

import io.photinus.api.Node;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

/** A command that prints rows. What goes wrong is thrown, so that scripts see it. */
abstract class NodeCommand implements Action {
    @Reference
    Node node;

    @Reference
    Session session;

    @Option(name = "--json", description = "Print JSON, for programs")
    boolean json;

    /** What to print. */
    abstract Rows rows();

    /** What to print instead of an empty table. */
    abstract String whenEmpty();

    @Override
    public final @Nullable Object execute() {
        Rows rows = rows();
        if (json) {
            rows.printJson(session.getConsole());
        } else {
            rows.printTable(session.getConsole(), whenEmpty());
        }
        return null;
    }
}
