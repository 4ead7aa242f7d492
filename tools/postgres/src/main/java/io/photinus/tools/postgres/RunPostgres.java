package io.photinus.tools.postgres;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs one server in the foreground until this process is asked to end: {@code --dir DIR --port P [--binaries DIR]
 * [--database NAME]…}. Prints one JSON line when the server is ready and the databases are there.
 */
public final class RunPostgres {
    private RunPostgres() {}

    public static void main(String[] args) throws InterruptedException {
        @Nullable PostgresServer server = null;
        try {
            List<String> databases = new ArrayList<>();
            PostgresServer.Options options = options(List.of(args), databases);
            server = options.start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "photinus-postgres-stop"));
            databases.forEach(server::url);
            System.out.println("{\"postgres\":\"127.0.0.1:" + server.port() + "\"}");
            System.out.flush();
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException unusable) {
            System.err.println(unusable.getMessage());
            System.exit(1);
        }
        if (server != null) {
            server.join();
        }
        System.exit(0);
    }

    private static PostgresServer.Options options(List<String> args, List<String> databases) {
        @Nullable Path directory = null;
        @Nullable Path binaries = null;
        int port = 0;
        for (int i = 0; i < args.size(); i += 2) {
            if (i + 1 == args.size()) {
                throw new IllegalArgumentException(args.get(i) + " needs a value");
            }
            String value = args.get(i + 1);
            switch (args.get(i)) {
                case "--dir" -> directory = Path.of(value);
                case "--port" -> port = Integer.parseInt(value);
                case "--binaries" -> binaries = Path.of(value);
                case "--database" -> databases.add(value);
                default -> throw new IllegalArgumentException("unknown option " + args.get(i));
            }
        }
        if (directory == null) {
            throw new IllegalArgumentException("--dir is needed");
        }
        PostgresServer.Options options = PostgresServer.in(directory).port(port);
        return binaries == null ? options : options.binaries(binaries);
    }
}
