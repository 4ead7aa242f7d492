package io.photinus.api;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The node as its edges see it; an OSGi service that is there as long as the core runs. Thread-safe. */
@ProviderType
public interface Node {
    /** Every configured namespace with its state, in configured order. */
    List<NamespaceSummary> namespaces();

    /** The name of the namespace that addresses without one mean. */
    String defaultNamespace();

    /**
     * Finds a namespace that is ready to serve.
     *
     * @throws io.photinus.types.error.NodeProblem FF10436 unknown, FF10441 starting, FF10446 not started, with the reason
     */
    NamespaceApi namespace(String name);

    /** Every plugin that the configuration names or that is installed, with its health. */
    List<PluginSummary> plugins();

    /** What each database has done since the process opened it. */
    List<DatabaseSummary> databases();

    /**
     * Who shares the databases, who does what, and what waits.
     *
     * <p>Reads from the databases, and fails as they do.
     */
    ClusterSummary cluster();
}
