package io.photinus.shell;

import io.photinus.api.ClusterSummary;
import io.photinus.api.ClusterSummary.CoreProcess;
import io.photinus.api.ClusterSummary.Holding;
import io.photinus.api.ClusterSummary.Lag;
import io.photinus.api.DatabaseSummary;
import io.photinus.api.NamespaceApi;
import io.photinus.api.NamespaceSummary;
import io.photinus.api.Node;
import io.photinus.api.PluginSummary;
import io.photinus.api.Subscriptions;
import io.photinus.types.Namespace;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.query.Page;
import io.photinus.types.query.Query;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** A node with one started namespace, which lists what the test says. */
final class FakeNode implements Node {
    List<?> items = List.of();
    OptionalLong offset = OptionalLong.empty();
    Query asked;

    @Override
    public List<NamespaceSummary> namespaces() {
        return List.of(
                new NamespaceSummary(
                        new Namespace("default", "net", "", Instant.EPOCH), NamespaceSummary.State.STARTED, ""),
                new NamespaceSummary(
                        new Namespace("second", "net2", "", null),
                        NamespaceSummary.State.STARTING,
                        "no bundle provides it"));
    }

    @Override
    public String defaultNamespace() {
        return "default";
    }

    @Override
    public NamespaceApi namespace(String name) {
        if (!name.equals("default")) {
            throw new NodeProblem(ErrorCode.FF10436, name);
        }
        return proxy(NamespaceApi.class, (method, args) -> switch (method) {
            case "list" -> {
                asked = (Query) args[1];
                yield new Page<>(List.copyOf(items), null);
            }
            case "subscriptions" -> proxy(Subscriptions.class, (inner, unused) -> offset);
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private interface Answer {
        Object to(String method, Object[] args);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, args) -> answer.to(method.getName(), args)));
    }

    @Override
    public List<DatabaseSummary> databases() {
        return List.of();
    }

    @Override
    public ClusterSummary cluster() {
        return new ClusterSummary(
                List.of(
                        new CoreProcess("host:1/aa", "host:1", 0, true),
                        new CoreProcess("host:2/bb", "host:2", 700, false)),
                List.of(
                        new Holding("default", "aggregate", "host:1", 3, 0),
                        new Holding("default", "batch", "host:2", 1, 700),
                        new Holding("default", "pin", "", 2, 0)),
                List.of(new Lag("default", "pins", "", 4), new Lag("default", "subscription", "app", 5)));
    }

    @Override
    public List<PluginSummary> plugins() {
        return List.of(
                new PluginSummary(
                        "blockchain",
                        "chain0",
                        "ledger",
                        "io.photinus.blockchain.ledger/0.1.0",
                        2,
                        List.of("default", "second"),
                        ""),
                new PluginSummary("database", "db0", "postgres", "", 0, List.of(), "no bundle provides it"));
    }
}
