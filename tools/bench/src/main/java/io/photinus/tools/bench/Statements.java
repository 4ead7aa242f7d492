package io.photinus.tools.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** SQL statements that all nodes together have run, from their Prometheus metrics where they have them. */
final class Statements {
    private static final Pattern LINE =
            Pattern.compile("(?m)^photinus_sql_statements(?:_total)?(?:\\{[^}]*})?\\s+([0-9.eE+]+)");

    private Statements() {}

    /** Empty when a node does not tell. */
    static OptionalLong count(HttpClient http, List<URI> metrics) {
        long sum = 0;
        for (URI address : metrics) {
            OptionalLong one = parse(fetch(http, address));
            if (one.isEmpty()) {
                return one;
            }
            sum += one.getAsLong();
        }
        return metrics.isEmpty() ? OptionalLong.empty() : OptionalLong.of(sum);
    }

    /** Sums what the lines of one answer say. */
    static OptionalLong parse(String text) {
        double[] numbers = LINE.matcher(text)
                .results()
                .mapToDouble(line -> Double.parseDouble(line.group(1)))
                .toArray();
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        return numbers.length == 0 ? OptionalLong.empty() : OptionalLong.of(Math.round(sum));
    }

    private static String fetch(HttpClient http, URI address) {
        try {
            var response = http.send(
                    HttpRequest.newBuilder(address)
                            .timeout(Duration.ofSeconds(5))
                            .build(),
                    BodyHandlers.ofString());
            return response.statusCode() == 200 ? response.body() : "";
        } catch (IOException absent) {
            return "";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
