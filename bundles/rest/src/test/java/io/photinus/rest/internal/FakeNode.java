package io.photinus.rest.internal;

import io.photinus.api.ClusterSummary;
import io.photinus.api.DatabaseSummary;
import io.photinus.api.NamespaceApi;
import io.photinus.api.NamespaceSummary;
import io.photinus.api.Node;
import io.photinus.api.PluginSummary;
import io.photinus.types.Namespace;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import java.time.Instant;
import java.util.List;

/** A node with the namespaces ns1 (default) and ns2, which serve, ns3, which starts, and ns4, which cannot. */
final class FakeNode implements Node {
    final FakeNamespace ns1 = new FakeNamespace("ns1");
    final FakeNamespace ns2 = new FakeNamespace("ns2");

    private static NamespaceSummary summary(String name, NamespaceSummary.State state, String problem) {
        return new NamespaceSummary(
                new Namespace(name, "net-" + name, "About " + name, Instant.parse("2026-01-02T03:04:05.1Z")),
                state,
                problem);
    }

    @Override
    public List<NamespaceSummary> namespaces() {
        return List.of(
                summary("ns1", NamespaceSummary.State.STARTED, ""),
                summary("ns2", NamespaceSummary.State.STARTED, "a plugin is away"),
                summary("ns3", NamespaceSummary.State.STARTING, "waits for its database"),
                summary("ns4", NamespaceSummary.State.FAILED, "names no database"));
    }

    @Override
    public String defaultNamespace() {
        return "ns1";
    }

    @Override
    public NamespaceApi namespace(String name) {
        return switch (name) {
            case "ns1" -> ns1;
            case "ns2" -> ns2;
            case "ns3" -> throw new NodeProblem(ErrorCode.FF10441, name);
            case "ns4" -> throw new NodeProblem(ErrorCode.FF10446, name, "names no database");
            default -> throw new NodeProblem(ErrorCode.FF10436, name);
        };
    }

    @Override
    public List<DatabaseSummary> databases() {
        return List.of();
    }

    @Override
    public ClusterSummary cluster() {
        return new ClusterSummary(List.of(), List.of(), List.of());
    }

    @Override
    public List<PluginSummary> plugins() {
        return List.of();
    }
}
