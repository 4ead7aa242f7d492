package io.photinus.types;

import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go writes them, for example {@code 1m30s}, {@code 1.5h} or {@code 250ms} (protocol 1.2, FFDuration). */
public final class GoDuration {
    private static final int MAX_LENGTH = 64;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}");
    private static final Pattern PART =
            Pattern.compile("([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h)");
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private GoDuration() {}

    /**
     * Parses a duration; a bare whole number is milliseconds.
     *
     * @throws NodeProblem FF00137
     */
    public static Duration parse(String text) {
        return find(text, Duration.ofMillis(1)).orElseThrow(() -> new NodeProblem(ErrorCode.FF00137, text));
    }

    /**
     * Parses a duration; empty for any other text.
     *
     * @param bareUnit the unit of a bare whole number
     */
    public static Optional<Duration> find(String text, Duration bareUnit) {
        String plain = text.strip();
        if (NUMBER.matcher(plain).matches()) {
            return Optional.of(bareUnit.multipliedBy(Long.parseLong(plain)));
        }
        boolean signed = plain.startsWith("-") || plain.startsWith("+");
        String unsigned = signed ? plain.substring(1) : plain;
        if (unsigned.isEmpty() || unsigned.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher part = PART.matcher(unsigned);
        int at = 0;
        while (at < unsigned.length()) {
            if (!part.find(at) || part.start() != at) {
                return Optional.empty();
            }
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(nanos(part.group(2)))));
            at = part.end();
        }
        BigDecimal whole = nanos.setScale(0, RoundingMode.DOWN);
        if (whole.compareTo(MOST) > 0) {
            return Optional.empty();
        }
        Duration duration = Duration.ofNanos(whole.longValueExact());
        return Optional.of(plain.startsWith("-") ? duration.negated() : duration);
    }

    private static long nanos(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "ms" -> 1_000_000;
            case "s" -> 1_000_000_000;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> 1_000;
        };
    }
}
