package io.photinus.rest.internal;

import io.photinus.types.GoDuration;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checked configuration.
 *
 * @param countLimit how far matches are counted
 * @param maxStreams how many lists without limit are read at the same time
 * @param maxLimit the most rows of a page; the most that can be skipped, too
 * @param defaultNamespace empty for the one that the node names
 * @param publicUrl without a slash at its end; empty for the address that the request came to
 */
public record Settings(
        int defaultLimit,
        int maxLimit,
        int countLimit,
        int maxStreams,
        Duration requestTimeout,
        Duration maxRequestTimeout,
        String defaultNamespace,
        String publicUrl) {

    public static final Settings DEFAULTS =
            new Settings(25, 1000, 1_000_000, 2, Duration.ofSeconds(120), Duration.ofMinutes(10), "", "");

    static Settings of(RestConfig config) {
        String url = config.publicURL().strip();
        return new Settings(
                number("api.defaultFilterLimit", config.api_defaultFilterLimit()),
                number("api.maxFilterLimit", config.api_maxFilterLimit()),
                positive("api.countLimit", config.api_countLimit()),
                positive("api.maxStreams", config.api_maxStreams()),
                duration("api.requestTimeout", config.api_requestTimeout()),
                duration("api.requestMaxTimeout", config.api_requestMaxTimeout()),
                config.namespaces_default().strip(),
                url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    }

    /** The time that a request has: what its header asks for, within bounds; a header that means nothing is ignored. */
    public Duration timeout(@Nullable String header) {
        Duration limit = (header == null ? Optional.<Duration>empty() : GoDuration.find(header, Duration.ofSeconds(1)))
                .filter(Settings::positive)
                .orElse(requestTimeout);
        return limit.compareTo(maxRequestTimeout) > 0 ? maxRequestTimeout : limit;
    }

    private static int positive(String key, String text) {
        int value = number(key, text);
        if (value == 0) {
            throw new IllegalArgumentException(key + " must be at least 1");
        }
        return value;
    }

    private static int number(String key, String text) {
        try {
            int value = Integer.parseInt(text.strip());
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException notWhole) {
            throw new IllegalArgumentException(key + " must be a whole number, not '" + text + "'", notWhole);
        }
        throw new IllegalArgumentException(key + " must not be negative");
    }

    private static Duration duration(String key, String text) {
        return GoDuration.find(text, Duration.ofMillis(1))
                .filter(Settings::positive)
                .orElseThrow(() ->
                        new IllegalArgumentException(key + " must be a duration such as 120s, not '" + text + "'"));
    }

    private static boolean positive(Duration duration) {
        return !duration.isZero() && !duration.isNegative();
    }
}
