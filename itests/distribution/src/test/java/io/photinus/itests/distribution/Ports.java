package io.photinus.itests.distribution;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Ports of this machine that nobody uses. */
final class Ports {
    /** Below the range from which clients get theirs. */
    private static final int FIRST = 15_000;

    private static final int LAST = 31_000;

    private Ports() {}

    /** The base of a block of free ports that holds {@code before} ports below the base and {@code after} from it on. */
    static int block(int before, int after) {
        while (true) {
            int base = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (IntStream.range(base - before, base + after).allMatch(Ports::free)) {
                return base;
            }
        }
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
