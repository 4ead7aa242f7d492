package io.photinus.rest.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as Go writes them: {@code 2m0s}, {@code 1.5h}, {@code 250ms}. */
final class Durations {
    private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|ms|s|m|h)");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");

    private Durations() {}

    /**
     * @param bareUnit the unit of a number without one
     * @return null when the text is no duration, or not a positive one
     */
    static @Nullable Duration parse(String text, Duration bareUnit) {
        String plain = text.strip();
        Duration duration = NUMBER.matcher(plain).matches() ? bareUnit.multipliedBy(Long.parseLong(plain)) : sum(plain);
        return duration == null || duration.isZero() ? null : duration;
    }

    private static @Nullable Duration sum(String text) {
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher part = PART.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (text.length() > 64 || !part.find(at) || part.start() != at) {
                return null;
            }
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(nanos(part.group(2)))));
            at = part.end();
        }
        BigDecimal whole = nanos.setScale(0, RoundingMode.DOWN);
        return whole.precision() > 18 ? null : Duration.ofNanos(whole.longValueExact());
    }

    private static long nanos(String unit) {
        return switch (unit) {
            case "h" -> 3_600_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "s" -> 1_000_000_000L;
            case "ms" -> 1_000_000L;
            case "ns" -> 1L;
            default -> 1_000L;
        };
    }
}
