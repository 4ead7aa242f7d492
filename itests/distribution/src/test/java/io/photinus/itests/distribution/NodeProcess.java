package io.photinus.itests.distribution;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One process that the launcher has started, and its folder. */
final class NodeProcess {
    private static final Pattern BAD = Pattern.compile("^\\S+ \\| (WARN|ERROR) .*");
    /** One compiler less: processes that live for seconds start with two thirds of the work. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private static final int LAST_LINES = 40;

    private final String name;
    private final Path folder;
    private final List<String> start;
    private final List<String> shell;

    /**
     * @param start the launcher's words that start it again
     * @param shell the launcher's words before a command for its shell
     */
    NodeProcess(String name, Path folder, List<String> start, List<String> shell) {
        this.name = name;
        this.folder = folder;
        this.start = List.copyOf(start);
        this.shell = List.copyOf(shell);
    }

    String name() {
        return name;
    }

    Path folder() {
        return folder;
    }

    boolean running() {
        return handle().isPresent();
    }

    /** Empty when it does not run. A number alone proves nothing: it may belong to another process by now. */
    private Optional<ProcessHandle> handle() {
        try {
            Path pid = folder.resolve("pid");
            return Files.exists(pid)
                    ? ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                            .filter(ProcessHandle::isAlive)
                            .filter(process ->
                                    process.info().commandLine().orElse("").contains("@" + folder.resolve("jvm.args")))
                    : Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** As {@code kill -9}; returns when it is gone. */
    void kill() {
        handle().ifPresent(process -> {
            process.destroyForcibly();
            Await.until(name + " is gone", () -> !process.isAlive());
        });
    }

    /** As {@code kill -STOP}: it does nothing any more, and keeps everything. */
    void freeze() {
        signal("-STOP", Stream.of(handle().orElseThrow()));
    }

    /** As {@code kill -CONT}: it goes on as if no time had passed. */
    void wake() {
        signal("-CONT", Stream.of(handle().orElseThrow()));
    }

    void freezeWithChildren() {
        signal("-STOP", withChildren());
    }

    void wakeWithChildren() {
        signal("-CONT", withChildren());
    }

    private Stream<ProcessHandle> withChildren() {
        ProcessHandle process = handle().orElseThrow();
        return Stream.concat(Stream.of(process), process.descendants());
    }

    private static void signal(String signal, Stream<ProcessHandle> processes) {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        processes.map(process -> Long.toString(process.pid())).forEach(command::add);
        Commands.run(new ProcessBuilder(command), Await.LIMIT).requireSuccess();
    }

    /** Starts it by the launcher, which returns when it answers. */
    void start() {
        Distribution.launch(start.toArray(String[]::new)).requireSuccess();
    }

    /**
     * Starts it as the launcher does, but as a child of this process, which is told the exit status. Returns at once; the
     * launcher's commands work for it as for one of its own.
     */
    Process startHere() {
        try {
            File output = folder.resolve("log/output.log").toFile();
            ProcessBuilder java = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin/java").toString(),
                            QUICK_START,
                            "@" + folder.resolve("jvm.args"))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output);
            java.environment().put("MALLOC_ARENA_MAX", "2");
            Process process = java.start();
            Files.writeString(folder.resolve("pid"), process.pid() + "\n");
            return process;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Gives it the time to end by itself, and no more. */
    static int statusOf(Process process) {
        try {
            if (!process.waitFor(Await.LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("process " + process.pid() + " did not end");
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Runs a command in the node's shell and returns what it prints. */
    String shell(String command) {
        List<String> words = new ArrayList<>(shell);
        words.add(command);
        return Distribution.launch(words.toArray(String[]::new))
                .requireSuccess()
                .out();
    }

    List<String> log() {
        Path file = folder.resolve("log/photinus.log");
        try {
            return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The warnings and errors that it has logged since it was made. */
    List<String> complaints() {
        return log().stream().filter(line -> BAD.matcher(line).matches()).toList();
    }

    /** For whoever looks into a failure. */
    String lastLines() {
        List<String> lines = log();
        return "--- " + name + (running() ? "" : " (does not run)") + ", " + folder + "\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())) + "\n";
    }
}
