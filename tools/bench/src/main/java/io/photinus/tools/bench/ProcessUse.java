package io.photinus.tools.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a process has used so far, as Linux tells it.
 *
 * @param cpuMillis processor time
 * @param residentKb memory that is resident now
 * @param peakKb the most that was ever resident
 */
record ProcessUse(long cpuMillis, long residentKb, long peakKb) {
    /** Linux tells processor time in hundredths of a second to programs, whatever its own clock is. */
    private static final long MILLIS_PER_TICK = 10;

    private static final int USER = 11;
    private static final int SYSTEM = 12;

    /** Empty where there is no {@code /proc}, or no such process. */
    static Optional<ProcessUse> of(long process) {
        Path folder = Path.of("/proc", Long.toString(process));
        try {
            return Optional.of(
                    parse(Files.readString(folder.resolve("stat")), Files.readString(folder.resolve("status"))));
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    static ProcessUse parse(String stat, String status) {
        // The second field is the program's name in parentheses, which may hold anything.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]);
        return new ProcessUse(ticks * MILLIS_PER_TICK, kilobytes(status, "VmRSS:"), kilobytes(status, "VmHWM:"));
    }

    private static long kilobytes(String status, String field) {
        return status.lines()
                .filter(line -> line.startsWith(field))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0L);
    }
}
