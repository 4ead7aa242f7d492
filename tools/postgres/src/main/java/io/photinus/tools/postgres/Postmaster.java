package io.photinus.tools.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The processes of one server: how they are started as any user, watched, and ended. */
final class Postmaster {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(10);
    /**
     * Starts the server, prints its number and ends when it has ended. A watcher beside it waits for the end of its input,
     * which comes with the end of this process however that happens; then the server ends at once, as if the machine had
     * failed.
     */
    private static final String GUARD = "log=$1; shift; exec 3<&0; \"$@\" </dev/null >>\"$log\" 2>&1 3<&- & server=$!;"
            + " echo $server; exec >/dev/null; { read -r _ <&3; kill -QUIT $server 2>/dev/null; } & watcher=$!;"
            + " exec 3<&-; wait $server; kill $watcher 2>/dev/null";

    private final Path binaries;
    private final Path home;
    private final Path data;
    private final int port;
    private final Map<String, String> settings;
    private @Nullable Process guard;
    private @Nullable ProcessHandle server;

    Postmaster(Path binaries, Path home, int port, Map<String, String> settings) {
        this.binaries = binaries;
        this.home = home;
        this.data = home.resolve("data");
        this.port = port;
        this.settings = Map.copyOf(settings);
    }

    Path log() {
        return home.resolve("postgres.log");
    }

    /** Makes the data directory, complete or not at all. */
    void initialise(String user, Path passwordFile) throws IOException {
        Path draft = home.resolve("data.new");
        Trees.delete(draft);
        List<String> command = command("initdb");
        command.addAll(List.of("-D", draft.toString(), "-U", user, "-A", "scram-sha-256"));
        command.addAll(List.of("--pwfile", passwordFile.toString(), "-E", "UTF8", "--no-locale", "--no-sync"));
        int result = run(command);
        if (result != 0) {
            throw new IllegalStateException("initdb failed with " + result + ": " + lastLines());
        }
        Files.move(draft, data);
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it does not look like it. */
    private List<String> command(String program) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(binaries.resolve(program).toString());
        return command;
    }

    void start() throws IOException {
        if (running()) {
            throw new IllegalStateException("the server already runs");
        }
        awaitEndOfPredecessor();
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, "sh", log().toString()));
        command.addAll(command("postgres"));
        command.addAll(List.of("-D", data.toString(), "-p", String.valueOf(port)));
        settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        Process started = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        guard = started;
        BufferedReader output =
                new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
        String number = output.readLine();
        Optional<ProcessHandle> found =
                number == null ? Optional.empty() : ProcessHandle.of(Long.parseLong(number.strip()));
        server = found.orElse(null);
        if (!within(START, () -> !running() || ready()) || !running()) {
            kill();
            throw new IllegalStateException("PostgreSQL does not start: " + lastLines());
        }
    }

    /** One that was killed with the process that had started it may need a moment to go. */
    private void awaitEndOfPredecessor() throws IOException {
        Optional<ProcessHandle> before = predecessor();
        if (before.isPresent() && !within(STOP, () -> gone(before.get()))) {
            throw new IllegalStateException("another process, " + before.get().pid() + ", serves " + data);
        }
        // The number in it may by now belong to a stranger, whom PostgreSQL would take for itself.
        Files.deleteIfExists(data.resolve("postmaster.pid"));
    }

    private Optional<ProcessHandle> predecessor() throws IOException {
        List<String> lines = pidFile();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                .filter(process -> process.info().command().orElse("").endsWith("postgres"));
    }

    private List<String> pidFile() throws IOException {
        try {
            return Files.readAllLines(data.resolve("postmaster.pid"));
        } catch (NoSuchFileException notThere) {
            return List.of();
        }
    }

    /** The eighth line tells the state. */
    private boolean ready() throws IOException {
        List<String> lines = pidFile();
        return lines.size() >= 8 && lines.get(7).strip().equals("ready");
    }

    boolean running() {
        Process process = guard;
        return process != null && process.isAlive();
    }

    void join() throws InterruptedException {
        Process process = guard;
        if (process != null) {
            process.waitFor();
        }
    }

    /** The «fast» way to end: sessions are cut, what they wrote is kept. */
    void stop() {
        ProcessHandle process = server;
        if (process != null && running()) {
            signal("INT", List.of(process));
            awaitEnd(() -> !running());
        }
        kill();
    }

    /** The server first, so that it does not start anew what is killed; then what belongs to it, and the guard. */
    void kill() {
        List<ProcessHandle> all = all();
        all.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(() -> all.stream().allMatch(Postmaster::gone));
        Process watching = guard;
        if (watching != null) {
            awaitEnd(() -> !watching.isAlive());
            watching.destroyForcibly();
        }
        server = null;
        guard = null;
    }

    private List<ProcessHandle> all() {
        ProcessHandle process = server;
        return process == null
                ? List.of()
                : Stream.concat(Stream.of(process), process.descendants()).toList();
    }

    void signalAll(String signal) {
        signal(signal, all());
    }

    private void signal(String signal, List<ProcessHandle> processes) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        processes.forEach(process -> command.add(String.valueOf(process.pid())));
        try {
            run(command);
        } catch (IOException unusable) {
            throw new IllegalStateException("processes cannot be signalled", unusable);
        }
    }

    /** What is slower than that is killed, or nothing can be done about it. */
    private static void awaitEnd(Condition condition) {
        try {
            within(STOP, condition);
        } catch (IOException interrupted) {
            throw new UncheckedIOException(interrupted);
        }
    }

    /** A process counts as alive until somebody has asked for its result; in a container often nobody does. */
    static boolean gone(ProcessHandle process) {
        if (!process.isAlive()) {
            return true;
        }
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z';
        } catch (IOException justNow) {
            return true;
        }
    }

    private int run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        process.getOutputStream().close();
        try {
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private String lastLines() throws IOException {
        List<String> lines = Files.exists(log()) ? Files.readAllLines(log()) : List.of("(no log)");
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static boolean within(Duration limit, Condition condition) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", interrupted);
            }
        }
        return true;
    }
}
