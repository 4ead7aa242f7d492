package io.photinus.itests.distribution;

import io.photinus.itests.distribution.Commands.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The archive needs a Java and nothing else: no Maven repository, no network. */
@Order(10)
class OfflineBootIT {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    /** A network of its own, in which nothing is but the machine itself. */
    private static final List<String> ALONE =
            List.of("unshare", "-rn", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh");

    @Test
    void bootsAndWorksWithoutRepositoryAndNetwork() {
        boolean alone = canBeAlone();
        if (!alone) {
            System.out.println("OfflineBootIT: no network namespace can be made here, so the network was there");
        }
        List<String> command = new ArrayList<>(alone ? ALONE : List.of());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Djava.net.preferIPv4Stack=true",
                "-Dphotinus.archive=" + System.getProperty("photinus.archive"),
                "-Dphotinus.target=" + System.getProperty("photinus.target") + "/alone",
                "-cp",
                System.getProperty("java.class.path"),
                OfflineBoot.class.getName(),
                Boolean.toString(alone)));

        Outcome outcome = Commands.run(new ProcessBuilder(command), LIMIT);

        assertThat(outcome.status()).as(outcome.out() + outcome.err()).isZero();
    }

    private static boolean canBeAlone() {
        List<String> probe = new ArrayList<>(ALONE);
        probe.add("true");
        try {
            return Commands.run(new ProcessBuilder(probe), LIMIT).status() == 0;
        } catch (java.io.UncheckedIOException noSuchProgram) {
            return false;
        }
    }
}
