package io.photinus.itests.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Runs programs to their end. */
final class Commands {
    /** What a program left: its exit status, and what it printed on both channels. */
    record Outcome(int status, String out, String err) {
        Outcome requireSuccess() {
            if (status != 0) {
                throw new AssertionError("ended with status " + status + ":\n" + out + err);
            }
            return this;
        }
    }

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    private Commands() {}

    /** Ends programs that still run, for when this process has to end first. */
    static void endAll() {
        RUNNING.forEach(Process::destroyForcibly);
    }

    /** Fails when the program has not ended within the limit; it is killed then. */
    static Outcome run(ProcessBuilder program, Duration limit) {
        try {
            // Files, not pipes: a node that the program leaves running must not hold up the reading.
            Path out = Files.createTempFile("command-", ".out");
            Path err = Files.createTempFile("command-", ".err");
            Process process = program.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            RUNNING.add(process);
            process.getOutputStream().close();
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            int status = process.waitFor();
            RUNNING.remove(process);
            Outcome outcome = new Outcome(status, text(out), text(err));
            if (!ended) {
                throw new AssertionError(String.join(" ", program.command()) + " did not end within "
                        + limit.toSeconds() + " s:\n" + outcome.out() + outcome.err());
            }
            return outcome;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String text(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        Files.delete(file);
        return text;
    }
}
