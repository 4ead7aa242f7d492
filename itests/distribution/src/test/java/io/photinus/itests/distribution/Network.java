package io.photinus.itests.distribution;

import io.photinus.tools.client.Member;
import io.photinus.types.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Two members, the ledger between them, and the processes in which they run. */
final class Network implements AutoCloseable {
    /** Batches that fill slower would only make tests slower. */
    private static final String BATCH_TIMEOUT = "broadcast.batch.timeout=100ms";

    private static final HttpClient HTTP = Member.newHttpClient();

    private final Path folder;
    private final List<String> stop;
    private final List<Party> parties;
    private final NodeProcess ledger;
    private final Path sharedStorage;
    private final Optional<DatabaseServer> database;
    private final String networkName;
    private final Set<String> knownComplaints = new HashSet<>();
    private final Thread atExit = new Thread(this::abandon, "photinus-itests-kill");

    private Network(
            Path folder,
            String networkName,
            List<String> stop,
            List<Party> parties,
            NodeProcess ledger,
            Path sharedStorage,
            Optional<DatabaseServer> database) {
        this.folder = folder;
        this.networkName = networkName;
        this.stop = stop;
        this.parties = List.copyOf(parties);
        this.ledger = ledger;
        this.sharedStorage = sharedStorage;
        this.database = database;
        // For the case that nobody comes to close it.
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** A process per member and one for the ledger, by {@code network}; every member is {@code default}. */
    static Network processPerMember() {
        return launched("process-per-member", 1, "sqlite3");
    }

    /** The same on a PostgreSQL of its own, with a database for each member. */
    static Network onPostgres() {
        return launched("on-postgres", 1, "postgres");
    }

    /**
     * Two processes per member, which share a PostgreSQL, and one for the ledger. The parties are the first process of each
     * member, then the second of each.
     */
    static Network twoProcessesPerMember() {
        return launched("two-processes-per-member", 2, "postgres");
    }

    private static Network launched(String name, int cores, String database) {
        int base = Ports.block(3, 130);
        Path folder = Distribution.freshFolder(name);
        String dir = folder.toString();
        NodeProcess ledger = networkProcess(folder, "ledger", "ledger");
        List<Party> parties = IntStream.range(0, cores)
                .boxed()
                .flatMap(core -> Stream.of(0, 1).map(i -> launchedParty(folder, base, i, core)))
                .toList();
        Network network = new Network(
                folder,
                "default",
                List.of("network", "stop", "--dir", dir),
                parties,
                ledger,
                folder.resolve("shared"),
                database.equals("postgres") ? Optional.of(new DatabaseServer(folder)) : Optional.empty());
        network.startedBy(() -> Distribution.launch(
                        "network",
                        "--members",
                        "2",
                        "--cores",
                        Integer.toString(cores),
                        "--database",
                        database,
                        "--dir",
                        dir,
                        "--base-port",
                        Integer.toString(base),
                        "--set",
                        BATCH_TIMEOUT,
                        "--detach")
                .requireSuccess());
        return network;
    }

    private static Party launchedParty(Path folder, int base, int member, int core) {
        int port = base + 100 * member + 10 * core;
        String number = Integer.toString(member);
        String name = "member_" + member;
        NodeProcess process = core == 0
                ? networkProcess(folder, name, number)
                : networkProcess(folder, name + "_core_" + core, number, "--core", Integer.toString(core));
        return new Party(process, new Member(HTTP, address(port), "default"), "org_" + member, address(port + 2));
    }

    private static NodeProcess networkProcess(Path network, String name, String member, String... more) {
        List<String> which = Stream.concat(Stream.of("--dir", network.toString(), "--member", member), Stream.of(more))
                .toList();
        return new NodeProcess(
                name,
                network.resolve(name),
                Stream.concat(Stream.of("network", "start"), which.stream()).toList(),
                Stream.concat(Stream.of("shell"), which.stream()).toList());
    }

    /** One process with two namespaces, both members of the network {@code demo}, and the ledger. */
    static Network oneProcess() {
        int base = Ports.block(1, 6);
        Path folder = Distribution.freshFolder("one-process");
        Path configuration = folder.resolve("two-members.yml");
        Path node = folder.resolve("node");
        copyWithPorts("two-members.yml", configuration, base);
        String dir = node.toString();
        NodeProcess process = new NodeProcess(
                "node",
                node,
                List.of(
                        "start",
                        "-f",
                        configuration.toString(),
                        "--dir",
                        dir,
                        "--ssh-port",
                        Integer.toString(base + 4),
                        "--set",
                        BATCH_TIMEOUT,
                        "--detach"),
                List.of("shell", "--dir", dir));
        List<Party> parties = Stream.of("acme", "globex")
                .map(org -> new Party(process, new Member(HTTP, address(base), org), org, address(base + 2)))
                .toList();
        Network network = new Network(
                folder,
                "demo",
                List.of("stop", "--dir", dir),
                parties,
                process,
                node.resolve("node/shared"),
                Optional.empty());
        network.startedBy(() -> {
            process.start();
            for (Party party : parties) {
                Await.until(() -> party + " answers", party::ready);
                party.api().mustPost("network/organizations/self?confirm=true", "{}");
                party.api().mustPost("network/nodes/self?confirm=true", "{}");
            }
            for (Party party : parties) {
                Await.until(() -> party + " knows both nodes", () -> party.count("network/nodes") == parties.size());
            }
        });
        return network;
    }

    private void startedBy(Runnable start) {
        try {
            start.run();
        } catch (AssertionError | RuntimeException failed) {
            System.err.println(lastLines());
            close();
            throw failed;
        }
    }

    private static URI address(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Puts ports in the place of {@code P-1}, {@code P+2}, … */
    private static void copyWithPorts(String resource, Path file, int base) {
        try (var stream = Network.class.getResourceAsStream(resource)) {
            String text = new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            for (int offset = -1; offset <= 5; offset++) {
                text = text.replace(
                        "PORT" + (offset < 0 ? "-" : "+") + Math.abs(offset), Integer.toString(base + offset));
            }
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    List<Party> parties() {
        return parties;
    }

    /** What its members call their common namespace among each other. */
    String networkName() {
        return networkName;
    }

    Party first() {
        return parties.get(0);
    }

    Party second() {
        return parties.get(1);
    }

    /** The process that holds the ledger. */
    NodeProcess ledger() {
        return ledger;
    }

    /** The server of its databases, when it has one for itself. */
    DatabaseServer database() {
        return database.orElseThrow();
    }

    /** The folder in which both members find each other's batches. */
    Path sharedStorage() {
        return sharedStorage;
    }

    /** The batches in shared storage, as they were uploaded. */
    List<JsonObject> uploads() {
        return uploadedFiles().stream()
                .map(Network::read)
                .map(JsonObject::parse)
                .toList();
    }

    /** The file in shared storage that holds this message. */
    Path uploadOf(String message) {
        return uploadedFiles().stream()
                .filter(file -> read(file).contains("\"id\":\"" + message + "\""))
                .findFirst()
                .orElseThrow();
    }

    private List<Path> uploadedFiles() {
        try (Stream<Path> files = Files.walk(sharedStorage)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getParent().endsWith("unfinished"))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    List<NodeProcess> processes() {
        return Stream.concat(Stream.of(ledger), parties.stream().map(Party::process))
                .distinct()
                .toList();
    }

    /** Starts what a test before has left dead. */
    void restore() {
        database.filter(server -> !server.running()).ifPresent(DatabaseServer::start);
        processes().stream().filter(process -> !process.running()).forEach(NodeProcess::start);
        for (Party party : parties) {
            Await.until(() -> party + " answers", party::ready);
        }
    }

    /** The warnings and errors that its processes have logged since this was asked last. */
    List<String> newComplaints() {
        List<String> all = processes().stream()
                .flatMap(process -> process.complaints().stream().map(line -> process.name() + ": " + line))
                .toList();
        List<String> fresh =
                all.stream().filter(line -> !knownComplaints.contains(line)).toList();
        knownComplaints.addAll(fresh);
        return fresh;
    }

    String lastLines() {
        return processes().stream().map(NodeProcess::lastLines).collect(Collectors.joining());
    }

    private void abandon() {
        // A launcher that is on its way could start one more.
        Commands.endAll();
        killAll();
    }

    private void killAll() {
        processes().forEach(NodeProcess::kill);
        database.filter(DatabaseServer::running).ifPresent(DatabaseServer::kill);
    }

    /** Ends all its processes, by asking first. Its folder stays. */
    @Override
    public void close() {
        try {
            if (processes().stream().anyMatch(NodeProcess::running)) {
                Distribution.launch(stop.toArray(String[]::new)).requireSuccess();
            }
        } finally {
            killAll();
            Runtime.getRuntime().removeShutdownHook(atExit);
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
