package io.photinus.tools.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Two deployments that had their turns A B A B: every number of both, and the ratio of each pair of turns. */
final class Comparison {
    private final List<Map<String, Double>> first = new ArrayList<>();
    private final List<Map<String, Double>> second = new ArrayList<>();

    /**
     * One number of both. The ratio is that of B to A, in the middle of the rounds, and its spread.
     *
     * @param a the middle of the rounds
     * @param b the middle of the rounds
     */
    record Row(double a, double b, double ratio, double least, double most) {}

    /** One round is complete. */
    void round(Collection<Measured> a, Collection<Measured> b) {
        first.add(numbers(a));
        second.add(numbers(b));
    }

    private static Map<String, Double> numbers(Collection<Measured> turn) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        turn.forEach(measured -> numbers.putAll(measured.comparable()));
        return numbers;
    }

    int rounds() {
        return first.size();
    }

    /** By number; only those that both have in every round, and that are not 0. */
    Map<String, Row> rows() {
        Map<String, Row> rows = new LinkedHashMap<>();
        if (first.isEmpty()) {
            return rows;
        }
        for (String number : first.get(0).keySet()) {
            List<Double> a = values(first, number);
            List<Double> b = values(second, number);
            if (a.size() == first.size() && b.size() == first.size()) {
                List<Double> ratios = new ArrayList<>();
                for (int i = 0; i < a.size(); i++) {
                    ratios.add(b.get(i) / a.get(i));
                }
                TreeSet<Double> sorted = new TreeSet<>(ratios);
                rows.put(number, new Row(middle(a), middle(b), middle(ratios), sorted.first(), sorted.last()));
            }
        }
        return rows;
    }

    private static List<Double> values(List<Map<String, Double>> turns, String number) {
        return turns.stream()
                .map(turn -> turn.getOrDefault(number, 0.0))
                .filter(value -> value > 0)
                .toList();
    }

    static double middle(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
