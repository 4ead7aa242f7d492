package io.photinus.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations, sizes and flags in FireFly's spelling (api 9.1). Each parser returns null for a text of another form. */
final class Units {
    private static final Pattern WHOLE = Pattern.compile("\\d+");
    private static final Pattern DURATION = Pattern.compile("((\\d+(\\.\\d*)?|\\.\\d+)(ns|us|µs|μs|ms|s|m|h))+");
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");
    private static final Map<String, BigDecimal> MILLIS = Map.of(
            "ns", new BigDecimal("0.000001"),
            "us", new BigDecimal("0.001"),
            "µs", new BigDecimal("0.001"),
            "μs", new BigDecimal("0.001"),
            "ms", BigDecimal.ONE,
            "s", new BigDecimal(1_000),
            "m", new BigDecimal(60_000),
            "h", new BigDecimal(3_600_000));
    private static final Pattern BYTES = Pattern.compile("(\\d+)\\s*([kmgt]?)b?", Pattern.CASE_INSENSITIVE);

    private Units() {}

    /** Milliseconds of a Go duration or of a bare number of them; a part of a millisecond counts as a whole one. */
    static @Nullable Long millis(String text) {
        if (WHOLE.matcher(text).matches()) {
            return Long.valueOf(text);
        }
        if (!DURATION.matcher(text).matches()) {
            return null;
        }
        BigDecimal sum = BigDecimal.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            BigDecimal unit = MILLIS.getOrDefault(part.group(2), BigDecimal.ZERO);
            sum = sum.add(new BigDecimal(part.group(1)).multiply(unit));
        }
        // Rounded up: a timeout that somebody set must not become "none".
        return sum.setScale(0, RoundingMode.CEILING).longValueExact();
    }

    static @Nullable Long bytes(String text) {
        Matcher matcher = BYTES.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        int power = "kmgt".indexOf(Catalogue.lower(matcher.group(2))) + 1;
        long factor = matcher.group(2).isEmpty() ? 1 : 1L << (10 * power);
        return Math.multiplyExact(Long.parseLong(matcher.group(1)), factor);
    }

    static @Nullable Boolean flag(String text) {
        return switch (text) {
            case "1", "t", "T", "true", "True", "TRUE" -> Boolean.TRUE;
            // Not set and without a default.
            case "", "0", "f", "F", "false", "False", "FALSE" -> Boolean.FALSE;
            default -> null;
        };
    }
}
