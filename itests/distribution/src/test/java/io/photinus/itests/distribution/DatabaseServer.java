package io.photinus.itests.distribution;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The PostgreSQL that a network has for itself. */
final class DatabaseServer {
    private final List<String> which;
    private final NodeProcess process;

    /** @param network the folder of the network */
    DatabaseServer(Path network) {
        this.which = List.of("--dir", network.toString(), "--member", "database");
        this.process = new NodeProcess("database", network.resolve("postgres"), command("start"), List.of());
    }

    private List<String> command(String verb) {
        return Stream.concat(Stream.of("network", verb), which.stream()).toList();
    }

    boolean running() {
        return process.running();
    }

    /** As {@code kill -9} of all its processes. */
    void kill() {
        Distribution.launch(command("kill").toArray(String[]::new)).requireSuccess();
    }

    /** Returns when it takes connections. */
    void start() {
        process.start();
    }

    /** All its processes do nothing any more: connections stay, and nobody answers. */
    void freeze() {
        process.freezeWithChildren();
    }

    void wake() {
        process.wakeWithChildren();
    }
}
