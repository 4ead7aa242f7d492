package io.photinus.tools.bench;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is to be measured.
 *
 * @param workload {@code broadcast}, {@code deliver} or {@code query}
 * @param deployments one, or two that are to be compared; each is the addresses of its members
 * @param rate actions a second of an open loop; 0 for a closed one
 * @param workers actions of a closed loop that are under way at a time
 * @param size bytes of each value
 * @param topics how many topics share the messages
 * @param connections most requests to a member that wait for their answers at a time
 * @param messages how many must be stored for {@code deliver} and {@code query}; what lacks is sent
 * @param rounds how often each of two deployments has its turn
 * @param processes names and numbers of processes on this machine
 * @param metrics where to ask for numbers of the nodes
 * @param about what else the report shall say, by name
 */
record Options(
        String workload,
        List<List<URI>> deployments,
        String namespace,
        int rate,
        int workers,
        int seconds,
        int warmup,
        int size,
        int topics,
        int connections,
        int messages,
        int rounds,
        Map<String, Long> processes,
        List<URI> metrics,
        Map<String, String> about) {
    static final String BROADCAST = "broadcast";
    static final String DELIVER = "deliver";
    static final String QUERY = "query";

    private static final int BROADCAST_WORKERS = 1000;
    private static final int QUERY_WORKERS = 16;

    static Options of(String... args) {
        Given given = new Given(args);
        String workload = given.text("workload", BROADCAST);
        if (!List.of(BROADCAST, DELIVER, QUERY).contains(workload)) {
            throw new IllegalArgumentException("there is no workload '" + workload + "'");
        }
        given.onlyOne("rate", "workers", "--rate is an open loop, --workers a closed one");
        given.onlyOne("soak", "seconds", "--soak is a time in minutes");
        given.onlyOne("url", "compare", "--compare names the addresses itself");
        int soak = given.number("soak", 0, 0);
        Options options = new Options(
                workload,
                deployments(given),
                given.text("namespace", "default"),
                given.number("rate", 0, 0),
                given.number("workers", QUERY.equals(workload) ? QUERY_WORKERS : BROADCAST_WORKERS, 1),
                given.number("seconds", soak > 0 ? soak * 60 : 30, 1),
                given.number("warmup", 30, 0),
                given.number("size", 1024, 64),
                given.number("topics", 10, 1),
                given.number("connections", 64, 1),
                given.number("messages", 20_000, 1),
                given.number("rounds", 3, 1),
                processes(given.pairs("process")),
                given.all("metrics").stream().flatMap(text -> uris(text, ",")).toList(),
                given.pairs("about"));
        given.requireAllTaken();
        return options;
    }

    private static List<List<URI>> deployments(Given given) {
        List<String> compare = given.all("compare");
        if (!compare.isEmpty()) {
            List<List<URI>> two = compare.stream()
                    .flatMap(text -> Arrays.stream(text.split(",")))
                    .map(text -> uris(text, "\\+").toList())
                    .toList();
            if (two.size() != 2) {
                throw new IllegalArgumentException("--compare is A,B, where A and B are addresses joined by +");
            }
            return two;
        }
        List<URI> one =
                given.all("url").stream().flatMap(text -> uris(text, ",")).toList();
        if (one.isEmpty()) {
            throw new IllegalArgumentException("--url or --compare is needed");
        }
        return List.of(one);
    }

    private static Stream<URI> uris(String text, String separator) {
        return Arrays.stream(text.split(separator)).map(one -> {
            URI address = URI.create(one.strip().replaceAll("/+$", ""));
            if (address.getHost() == null
                    || !String.valueOf(address.getScheme()).matches("https?")) {
                throw new IllegalArgumentException("'" + one + "' is not the address of a node");
            }
            return address;
        });
    }

    private static Map<String, Long> processes(Map<String, String> given) {
        Map<String, Long> processes = new LinkedHashMap<>();
        given.forEach((name, number) -> {
            if (!number.matches("\\d{1,9}")) {
                throw new IllegalArgumentException(
                        "--process is '" + name + "=" + number + "', but name=number is expected");
            }
            processes.put(name, Long.parseLong(number));
        });
        return processes;
    }

    /** The words of the command line; what is asked for is taken away. */
    private static final class Given {
        private final Map<String, List<String>> values = new LinkedHashMap<>();

        private Given(String... args) {
            for (int i = 0; i < args.length; i += 2) {
                if (!args[i].startsWith("--") || i + 1 == args.length) {
                    throw new IllegalArgumentException("an option and its value are expected, not '" + args[i] + "'");
                }
                values.computeIfAbsent(args[i].substring(2), option -> new ArrayList<>())
                        .add(args[i + 1]);
            }
        }

        private void onlyOne(String first, String second, String why) {
            if (values.containsKey(first) && values.containsKey(second)) {
                throw new IllegalArgumentException(
                        why + ": only one of --" + first + " and --" + second + " can be given");
            }
        }

        private List<String> all(String option) {
            List<String> given = values.remove(option);
            return given == null ? List.of() : given;
        }

        private String text(String option, String otherwise) {
            List<String> given = all(option);
            return given.isEmpty() ? otherwise : given.get(given.size() - 1);
        }

        private int number(String option, int otherwise, int least) {
            String text = text(option, Integer.toString(otherwise));
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

        private Map<String, String> pairs(String option) {
            Map<String, String> pairs = new LinkedHashMap<>();
            for (String text : all(option)) {
                int equals = text.indexOf('=');
                if (equals < 1) {
                    throw new IllegalArgumentException(
                            "--" + option + " is '" + text + "', but name=value is expected");
                }
                pairs.put(text.substring(0, equals), text.substring(equals + 1));
            }
            return pairs;
        }

        private void requireAllTaken() {
            if (!values.isEmpty()) {
                throw new IllegalArgumentException("there is no option --" + String.join(", --", values.keySet()));
            }
        }
    }
}
