package io.photinus.tools.bench;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be measured.
 *
 * @param urls a node each
 * @param rate messages a second of an open loop; 0 for a closed one
 * @param workers messages of a closed loop that are under way at a time
 * @param size bytes of each value
 * @param topics how many topics share the messages
 * @param connections most requests that wait for their answers at a time
 * @param processes names and numbers of processes on this machine
 * @param metrics where to ask for numbers of the nodes
 * @param jvm the nodes' JVM flags, for the report
 */
record Options(
        List<URI> urls,
        String namespace,
        int rate,
        int workers,
        int seconds,
        int warmup,
        int size,
        int topics,
        int connections,
        Map<String, Long> processes,
        List<URI> metrics,
        String jvm) {
    private static final int WORKERS = 1000;

    static Options of(String... args) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!args[i].startsWith("--") || i + 1 == args.length) {
                throw new IllegalArgumentException("an option and its value are expected, not '" + args[i] + "'");
            }
            values.computeIfAbsent(args[i].substring(2), option -> new ArrayList<>())
                    .add(args[i + 1]);
        }
        int rate = number(values, "rate", 0, 0);
        if (rate > 0 && values.containsKey("workers")) {
            throw new IllegalArgumentException("--rate is an open loop, --workers a closed one: only one can be");
        }
        Options options = new Options(
                uris(given(values, "url")),
                text(values, "namespace", "default"),
                rate,
                number(values, "workers", WORKERS, 1),
                number(values, "seconds", 30, 1),
                number(values, "warmup", 10, 0),
                number(values, "size", 1024, 32),
                number(values, "topics", 10, 1),
                number(values, "connections", 64, 1),
                processes(given(values, "process")),
                uris(given(values, "metrics")),
                text(values, "jvm", ""));
        if (!values.isEmpty()) {
            throw new IllegalArgumentException("there is no option --" + String.join(", --", values.keySet()));
        }
        if (options.urls().isEmpty()) {
            throw new IllegalArgumentException("--url is needed");
        }
        return options;
    }

    private static List<String> given(Map<String, List<String>> values, String option) {
        List<String> given = values.remove(option);
        return given == null ? List.of() : given;
    }

    private static String text(Map<String, List<String>> values, String option, String otherwise) {
        List<String> given = given(values, option);
        return given.isEmpty() ? otherwise : given.get(given.size() - 1);
    }

    private static int number(Map<String, List<String>> values, String option, int otherwise, int least) {
        String text = text(values, option, Integer.toString(otherwise));
        try {
            int number = Integer.parseInt(text);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // Told below, like a number that is too small.
        }
        throw new IllegalArgumentException(
                "--" + option + " is '" + text + "', but a whole number of at least " + least + " is expected");
    }

    private static List<URI> uris(List<String> given) {
        return given.stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(text -> URI.create(text.replaceAll("/+$", "")))
                .toList();
    }

    private static Map<String, Long> processes(List<String> given) {
        Map<String, Long> processes = new LinkedHashMap<>();
        for (String text : given) {
            int equals = text.indexOf('=');
            if (equals < 1 || !text.substring(equals + 1).matches("\\d{1,9}")) {
                throw new IllegalArgumentException("--process is '" + text + "', but name=number is expected");
            }
            processes.put(text.substring(0, equals), Long.parseLong(text.substring(equals + 1)));
        }
        return processes;
    }
}
