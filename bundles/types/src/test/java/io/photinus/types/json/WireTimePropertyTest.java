package io.photinus.types.json;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import static org.assertj.core.api.Assertions.assertThat;

class WireTimePropertyTest {
    /** Years 0 to 9999. */
    private static final long FIRST = -62167219200L;

    private static final long LAST = 253402300799L;

    @Property
    void whatIsWrittenReadsBackTheSame(
            @ForAll @LongRange(min = FIRST, max = LAST) long seconds, @ForAll @IntRange(max = 999_999_999) int nanos) {
        Instant time = Instant.ofEpochSecond(seconds, nanos);

        assertThat(WireTime.parse(WireTime.format(time))).isEqualTo(time);
    }

    @Property
    void writtenTextIsUtcWithoutTrailingZeros(
            @ForAll @LongRange(min = FIRST, max = LAST) long seconds, @ForAll @IntRange(max = 9) int digits) {
        int nanos = 123_456_789 / (int) Math.pow(10, 9 - digits) * (int) Math.pow(10, 9 - digits);

        String text = WireTime.format(Instant.ofEpochSecond(seconds, nanos));

        assertThat(text).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{0,8}[1-9])?Z");
        assertThat(text.contains(".")).isEqualTo(digits > 0);
    }

    @Property
    void anyOffsetMeansTheSameInstant(
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long seconds,
            @ForAll @IntRange(min = -14 * 60, max = 14 * 60) int minutes) {
        Instant time = Instant.ofEpochSecond(seconds);

        String text =
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atOffset(ZoneOffset.ofTotalSeconds(minutes * 60)));

        assertThat(WireTime.parse(text)).isEqualTo(time);
    }
}
