package io.photinus.config;

import io.photinus.types.GoDuration;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations, sizes and flags in FireFly's spelling (api 9.1). Each parser returns null for a text of another form. */
final class Units {
    private static final Pattern WHOLE = Pattern.compile("\\d+");
    private static final Pattern BYTES = Pattern.compile("(\\d+)\\s*([kmgt]?)b?", Pattern.CASE_INSENSITIVE);

    private Units() {}

    /** Milliseconds of a Go duration or of a bare number of them; a part of a millisecond counts as a whole one. */
    static @Nullable Long millis(String text) {
        if (WHOLE.matcher(text).matches()) {
            return Long.valueOf(text);
        }
        // Rounded up: a timeout that somebody set must not become "none".
        return GoDuration.find(text, Duration.ofMillis(1))
                .filter(duration -> !duration.isNegative())
                .map(duration -> duration.plusNanos(999_999).toMillis())
                .orElse(null);
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
