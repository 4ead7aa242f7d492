package io.photinus.tools.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a number means nothing without: machine, date, and what one was told about the nodes. */
final class Surroundings {
    private Surroundings() {}

    /** By name, in the order of the report. */
    static Map<String, String> of(Map<String, String> told) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("memory", memory());
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        facts.put("load", load());
        facts.putAll(told);
        if (told.containsKey("jvm")) {
            facts.putAll(jvm(told.get("jvm")));
        }
        return facts;
    }

    /** Takes apart the flags of the nodes' Java. */
    static Map<String, String> jvm(String flags) {
        List<String> words = Arrays.asList(flags.strip().split("\\s+"));
        String heap = words.stream().filter(word -> word.matches("-Xm[sx].*")).collect(Collectors.joining(" "));
        String collector = words.stream()
                .filter(word -> word.matches("-XX:\\+Use\\w+GC"))
                .map(word -> word.replaceAll("-XX:\\+Use(\\w+)GC", "$1"))
                .findFirst()
                .orElse("chosen by Java");
        String sharing = words.stream()
                .filter(word -> word.startsWith("-Xshare") || word.startsWith("-XX:SharedArchiveFile"))
                .collect(Collectors.joining(" "));
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("heap", heap.isEmpty() ? "chosen by Java" : heap);
        facts.put("collector", collector);
        facts.put("classDataSharing", sharing.isEmpty() ? "Java's own archive" : sharing);
        return facts;
    }

    private static String memory() {
        long kilobytes = ProcessUse.kilobytes(file("/proc/meminfo"), "MemTotal:");
        return kilobytes == 0 ? "unknown" : kilobytes / 1024 + " MB";
    }

    /** The work of others on the same machine shows here, if it was there before. */
    private static String load() {
        String text = file("/proc/loadavg");
        return text.isEmpty() ? "unknown" : text.substring(0, text.indexOf(' '));
    }

    private static String file(String name) {
        try {
            return Files.readString(Path.of(name));
        } catch (IOException absent) {
            return "";
        }
    }
}
