package io.photinus.types.json;

import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** FireFly's time text (protocol 1.2, FFTime): RFC 3339 in UTC, up to nine fraction digits, trailing zeros removed. */
public final class WireTime {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+");
    /** Without leniency, except that digits behind the ninth are dropped and a comma is a point. */
    private static final Pattern RFC_3339 = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})"
            + "(?:[.,]([0-9]{1,9})[0-9]*)?(Z|[+-][0-9]{2}:[0-9]{2})");

    private static final long SECONDS_BELOW = 10_000_000_000L;
    private static final long MILLIS_BELOW = 1_000_000_000_000_000L;

    private WireTime() {}

    public static String format(Instant time) {
        StringBuilder out = new StringBuilder(30);
        SECONDS.formatTo(LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC), out);
        int nanos = time.getNano();
        if (nanos != 0) {
            String digits = String.valueOf(1_000_000_000L + nanos).substring(1);
            int end = 9;
            while (digits.charAt(end - 1) == '0') {
                end--;
            }
            out.append('.').append(digits, 0, end);
        }
        return out.append('Z').toString();
    }

    /**
     * Parses RFC 3339 with any offset, or a whole number: seconds below 10^10, milliseconds below 10^15, else nanoseconds.
     * What a Go node refuses is refused, since members must agree which messages can be read.
     *
     * @throws NodeProblem FF00136
     */
    public static Instant parse(String text) {
        try {
            if (NUMBER.matcher(text).matches()) {
                return ofNumber(Long.parseLong(text));
            }
            Matcher time = RFC_3339.matcher(text);
            if (time.matches()) {
                String fraction = time.group(2) == null ? "" : "." + time.group(2);
                return OffsetDateTime.parse(time.group(1) + fraction + time.group(3))
                        .toInstant();
            }
        } catch (DateTimeException | NumberFormatException malformed) {
            throw new NodeProblem(ErrorCode.FF00136, malformed, text);
        }
        throw new NodeProblem(ErrorCode.FF00136, text);
    }

    private static Instant ofNumber(long number) {
        if (number < SECONDS_BELOW) {
            return Instant.ofEpochSecond(number);
        }
        return number < MILLIS_BELOW
                ? Instant.ofEpochMilli(number)
                : Instant.ofEpochSecond(number / 1_000_000_000L, number % 1_000_000_000L);
    }
}
