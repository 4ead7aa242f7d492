package io.photinus.ledger;

import io.photinus.types.GoDuration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a ledger server needs to know.
 *
 * @param port 0 takes a free one
 * @param blockInterval the least time between two blocks
 * @param submitters lower-case addresses that may connect and submit; empty admits every valid signature
 * @param maxFrameBytes the longest line a client may send
 * @param maxPending the most submissions that wait for a block; further ones are not read from their sockets
 */
public record Settings(
        String address,
        int port,
        Path directory,
        Duration blockInterval,
        Set<String> submitters,
        int maxConnections,
        int maxFrameBytes,
        int maxPending) {
    public Settings {
        submitters = Set.copyOf(submitters);
        require(port >= 0 && port <= 65_535, "port must be between 0 and 65535");
        require(!blockInterval.isNegative(), "blockInterval must not be negative");
        require(maxConnections > 0, "maxConnections must be positive");
        require(maxFrameBytes >= 1024, "maxFrameBytes must be at least 1024");
        require(maxPending > 0 && maxPending < 1_000_000, "maxPending must be between 1 and 999999");
    }

    /** A server for tests and demonstrations: a free port of the loopback interface and the usual bounds. */
    public static Settings local(Path directory, Duration blockInterval) {
        return new Settings("127.0.0.1", 0, directory, blockInterval, Set.of(), 64, 1 << 20, 4096);
    }

    static Settings of(LedgerServer.Config config) {
        require(!config.directory().isBlank(), "directory must be set: it is where the ledger keeps its blocks");
        return new Settings(
                config.address(),
                config.port(),
                Path.of(config.directory()),
                GoDuration.parse(config.blockInterval()),
                Arrays.stream(config.submitters())
                        .flatMap(entry -> Arrays.stream(entry.split(",")))
                        .map(address -> address.strip().toLowerCase(Locale.ROOT))
                        .filter(address -> !address.isEmpty())
                        .collect(Collectors.toSet()),
                config.maxConnections(),
                config.maxFrameBytes(),
                config.maxPending());
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
