package io.photinus.tools.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a process and its children have used so far, as Linux tells it.
 *
 * @param cpuMillis processor time, that of children that have ended included
 * @param residentKb memory that is resident now; what several processes share is counted once
 * @param peakKb the most that was ever resident; of several processes it is not known, and is what is resident now
 */
record ProcessUse(long cpuMillis, long residentKb, long peakKb) {
    /** Linux tells processor time in hundredths of a second to programs, whatever its own clock is. */
    private static final long MILLIS_PER_TICK = 10;

    /** User and system time of the process itself, then of its children that have ended. */
    private static final int FIRST_TIME = 11;

    private static final int LAST_TIME = 14;

    /** Empty where there is no {@code /proc}, or no such process. */
    static Optional<ProcessUse> of(long process) {
        Stream<ProcessHandle> children =
                ProcessHandle.of(process).map(ProcessHandle::descendants).orElse(Stream.empty());
        List<Long> tree = Stream.concat(Stream.of(process), children.map(ProcessHandle::pid))
                .toList();
        if (tree.size() < 2) {
            return alone(process, false);
        }
        List<ProcessUse> uses =
                tree.stream().flatMap(one -> alone(one, true).stream()).toList();
        long cpu = uses.stream().mapToLong(ProcessUse::cpuMillis).sum();
        long resident = uses.stream().mapToLong(ProcessUse::residentKb).sum();
        return uses.isEmpty() ? Optional.empty() : Optional.of(new ProcessUse(cpu, resident, resident));
    }

    private static Optional<ProcessUse> alone(long process, boolean shares) {
        Path folder = Path.of("/proc", Long.toString(process));
        try {
            return Optional.of(parse(
                    Files.readString(folder.resolve("stat")),
                    Files.readString(folder.resolve("status")),
                    shares ? share(folder.resolve("smaps_rollup")) : ""));
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    /** Only its owner may read it. */
    private static String share(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException absent) {
            return "";
        }
    }

    /** @param shares holds the memory with what is shared divided by those who share it; may be empty */
    static ProcessUse parse(String stat, String status, String shares) {
        // The second field is the program's name in parentheses, which may hold anything.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = 0;
        for (int i = FIRST_TIME; i <= LAST_TIME; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        long resident = shares.isEmpty() ? kilobytes(status, "VmRSS:") : kilobytes(shares, "Pss:");
        return new ProcessUse(ticks * MILLIS_PER_TICK, resident, kilobytes(status, "VmHWM:"));
    }

    static long kilobytes(String status, String field) {
        return status.lines()
                .filter(line -> line.startsWith(field))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0L);
    }
}
