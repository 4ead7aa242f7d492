package io.photinus.shell;

import io.photinus.types.Message;
import io.photinus.types.MessageHeader;
import io.photinus.types.MessageState;
import io.photinus.types.Subscription;
import io.photinus.types.SubscriptionFilter;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.JsonObject;
import io.photinus.types.query.Condition;
import io.photinus.types.query.Match;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.BiFunction;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class CommandsTest {
    private static final UUID ID = UUID.fromString("5f0e1f2a-0000-4000-8000-000000000001");

    private final FakeNode node = new FakeNode();

    private String run(NodeCommand command) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        command.node = node;
        command.session = (Session) Proxy.newProxyInstance(
                Session.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, args) -> {
                    if (method.getName().equals("getConsole")) {
                        return out;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
        command.execute();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private String json(NodeCommand command) {
        command.json = true;
        return run(command).strip();
    }

    private static Message message(MessageState state) {
        MessageHeader header = new MessageHeader(
                ID,
                null,
                "broadcast",
                null,
                "did:firefly:org/a",
                null,
                Instant.EPOCH,
                "net",
                null,
                List.of("t1", "t2"),
                "tag",
                null,
                null);
        return new Message(header, "default", null, null, null, state, null, null, List.of(), List.of(), null);
    }

    @Test
    void showsTheWholeNodeAtOnce() {
        assertThat(json(new StatusCommand()))
                .isEqualTo("[{\"kind\":\"namespace\",\"name\":\"default\",\"state\":\"started\",\"problem\":\"\"},"
                        + "{\"kind\":\"namespace\",\"name\":\"second\",\"state\":\"starting\","
                        + "\"problem\":\"no bundle provides it\"},"
                        + "{\"kind\":\"blockchain\",\"name\":\"chain0\",\"state\":\"serving\",\"problem\":\"\"},"
                        + "{\"kind\":\"database\",\"name\":\"db0\",\"state\":\"away\","
                        + "\"problem\":\"no bundle provides it\"}]");
    }

    @Test
    void listsNamespaces() {
        assertThat(json(new NamespacesCommand()))
                .startsWith("[{\"name\":\"default\",\"default\":true,\"networkName\":\"net\",\"state\":\"started\"");
        assertThat(run(new NamespacesCommand()))
                .contains("networkName")
                .contains("yes")
                .contains("starting");
    }

    @Test
    void showsWhoSharesTheDatabasesAndWhoDoesWhat() {
        assertThat(json(new ClusterCommand()))
                .startsWith("[{\"kind\":\"process\",\"namespace\":\"\",\"name\":\"host:1/aa\",\"process\":\"host:1\","
                        + "\"epoch\":null,\"silence\":0,\"count\":null,\"here\":true}")
                .contains("{\"kind\":\"lease\",\"namespace\":\"default\",\"name\":\"batch\",\"process\":\"host:2\","
                        + "\"epoch\":1,\"silence\":700,\"count\":null,\"here\":false}")
                .contains(
                        "\"name\":\"aggregate\",\"process\":\"host:1\",\"epoch\":3,\"silence\":0,\"count\":null,\"here\":true")
                .contains("{\"kind\":\"subscription\",\"namespace\":\"default\",\"name\":\"app\",\"process\":\"\","
                        + "\"epoch\":null,\"silence\":null,\"count\":5,\"here\":false}");
        assertThat(run(new ClusterCommand()))
                .contains("host:2")
                .contains("aggregate")
                .contains("yes");
    }

    @Test
    void listsPlugins() {
        assertThat(json(new PluginsCommand()))
                .contains("\"generation\":2,\"namespaces\":[\"default\",\"second\"],\"problem\":\"\"");
        assertThat(run(new PluginsCommand())).contains("default, second");
    }

    @Test
    void listsMessages() {
        node.items = List.of(message(MessageState.READY));
        MessagesCommand command = new MessagesCommand();
        command.namespace = "default";

        assertThat(json(command))
                .isEqualTo("[{\"id\":\"" + ID + "\",\"type\":\"broadcast\",\"state\":\"ready\",\"tag\":\"tag\","
                        + "\"topics\":[\"t1\",\"t2\"],\"author\":\"did:firefly:org/a\","
                        + "\"created\":\"1970-01-01T00:00:00Z\",\"confirmed\":null,\"rejectReason\":null}]");
        assertThat(node.asked.limit()).isEqualTo(25);
        assertThat(node.asked.conditions()).isEmpty();
    }

    @Test
    void printsATableForPeople() {
        node.items = List.of(message(MessageState.CONFIRMED));
        MessagesCommand command = new MessagesCommand();
        command.namespace = "default";

        assertThat(run(command))
                .contains("rejectReason")
                .contains(ID.toString())
                .contains("confirmed")
                .contains("t1, t2")
                .contains("1970-01-01T00:00:00Z")
                .doesNotContain("\"");
    }

    @Test
    void selectsMessagesByState() {
        MessagesCommand command = new MessagesCommand();
        command.namespace = "default";
        command.state = "Pending";
        command.limit = 3;

        assertThat(run(command)).contains("no messages");

        assertThat(node.asked.limit()).isEqualTo(3);
        assertThat(node.asked.conditions())
                .flatExtracting(Condition::matches)
                .extracting(Match::value)
                .containsExactly("pending");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1001})
    void refusesABadLimit(int limit) {
        MessagesCommand command = new MessagesCommand();
        command.namespace = "default";
        command.limit = limit;

        assertThatIllegalArgumentException().isThrownBy(() -> run(command)).withMessageContaining("--limit");
    }

    @Test
    void refusesAnUnknownState() {
        MessagesCommand command = new MessagesCommand();
        command.namespace = "default";
        command.state = "lost";

        assertThatIllegalArgumentException().isThrownBy(() -> run(command)).withMessageContaining("lost");
    }

    @Test
    void failsForAnUnknownNamespace() {
        MessagesCommand command = new MessagesCommand();
        command.namespace = "nowhere";

        assertThatExceptionOfType(NodeProblem.class)
                .isThrownBy(() -> run(command))
                .withMessageStartingWith("FF10436: ");
    }

    @Test
    void listsSubscriptionsWithTheirPositions() {
        node.items = List.of(new Subscription(
                ID,
                "default",
                "app",
                "websockets",
                SubscriptionFilter.ALL,
                JsonObject.parse("{\"firstEvent\":\"41\"}"),
                false,
                Instant.EPOCH,
                null));
        SubscriptionsCommand command = new SubscriptionsCommand();
        command.namespace = "default";

        assertThat(json(command)).contains("\"name\":\"app\"").contains("\"position\":41");
        node.offset = OptionalLong.of(77);
        assertThat(json(command)).contains("\"position\":77");
    }

    private static BundleContext context(Object service) {
        ServiceReference<?> reference = (ServiceReference<?>) Proxy.newProxyInstance(
                ServiceReference.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (proxy, method, args) -> null);
        return (BundleContext) Proxy.newProxyInstance(
                BundleContext.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "getServiceReferences" -> {
                        assertThat(args[1]).isEqualTo("(photinus.swap=true)");
                        yield service == null ? List.of() : List.of(reference);
                    }
                    case "getService" -> service;
                    case "ungetService" -> true;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Test
    void exchangesABundle() {
        List<String> asked = new ArrayList<>();
        BiFunction<String, String, Map<String, Object>> swap = (bundle, url) -> {
            asked.add(bundle + " " + url);
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("to", "2.0.0");
            report.put("from", "1.0.0");
            report.put("bundle", bundle);
            report.put("millis", 12L);
            report.put("refreshed", List.of());
            report.put("stale", List.of());
            return report;
        };
        SwapCommand command = new SwapCommand();
        command.context = context(swap);
        command.bundle = "io.photinus.blockchain.ledger";

        assertThat(json(command))
                .isEqualTo("[{\"bundle\":\"io.photinus.blockchain.ledger\",\"from\":\"1.0.0\",\"to\":\"2.0.0\","
                        + "\"millis\":12,\"refreshed\":[],\"stale\":[]}]");
        assertThat(asked).containsExactly("io.photinus.blockchain.ledger null");
    }

    @Test
    void tellsThatNothingCanBeExchanged() {
        SwapCommand command = new SwapCommand();
        command.context = context(null);
        command.bundle = "io.photinus.blockchain.ledger";

        assertThatIllegalStateException().isThrownBy(() -> run(command)).withMessageContaining("io.photinus.swap");
    }

    private static List<String> complete(Completer completer, String typed) {
        CommandLine line = (CommandLine) Proxy.newProxyInstance(
                CommandLine.class.getClassLoader(),
                new Class<?>[] {CommandLine.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "getCursorArgument" -> typed;
                    case "getArgumentPosition", "getBufferPosition" -> typed.length();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        List<String> candidates = new ArrayList<>();
        completer.complete(null, line, candidates);
        return candidates.stream().map(String::strip).toList();
    }

    @Test
    void completesNamesOfNamespaces() {
        NamespaceCompleter completer = new NamespaceCompleter();
        completer.node = node;

        assertThat(complete(completer, "")).containsExactly("default", "second");
        assertThat(complete(completer, "se")).containsExactly("second");
    }

    @Test
    void completesBundlesOfPlugins() {
        PluginBundleCompleter completer = new PluginBundleCompleter();
        completer.node = node;

        assertThat(complete(completer, "io.")).containsExactly("io.photinus.blockchain.ledger");
    }

    @Test
    void completesStates() {
        assertThat(complete(new MessageStateCompleter(), "co")).containsExactly("confirmed");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                StatusCommand.class,
                ClusterCommand.class,
                NamespacesCommand.class,
                PluginsCommand.class,
                MessagesCommand.class,
                SubscriptionsCommand.class,
                SwapCommand.class
            })
    void isFoundByTheContainer(Class<?> command) {
        assertThat(command).hasAnnotation(Service.class);
        assertThat(command.getAnnotation(Command.class).scope()).isEqualTo("photinus");
        assertThat(command.getPackageName()).isEqualTo("io.photinus.shell");
    }
}
