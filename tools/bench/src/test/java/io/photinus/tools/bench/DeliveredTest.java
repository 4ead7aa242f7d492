package io.photinus.tools.bench;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeliveredTest {
    private static final long MILLI = 1_000_000;

    private final Histogram between = new Histogram(600_000_000, 3);
    private final Delivered delivered = new Delivered(0, between);

    private static String frame(long... sequences) {
        StringBuilder frame = new StringBuilder("{\"type\":\"event_batch\",\"id\":\"b\",\"events\":[");
        for (long sequence : sequences) {
            frame.append("{\"id\":\"e\",\"sequence\":").append(sequence).append("},");
        }
        return frame.append("]}").toString();
    }

    @Test
    void countsEventsInOrder() {
        delivered.take(frame(3, 4, 9), 10 * MILLI);
        delivered.take(frame(10), 30 * MILLI);

        assertThat(delivered.events()).isEqualTo(4);
        assertThat(delivered.doubled()).isZero();
        assertThat(delivered.last()).isEqualTo(10);
        assertThat(delivered.seconds()).isEqualTo(0.03);
        assertThat(between.getTotalCount()).isEqualTo(1);
    }

    @Test
    void countsNoEventTwice() {
        delivered.take(frame(3, 4), MILLI);
        delivered.take(frame(4, 3, 5), MILLI);

        assertThat(delivered.events()).isEqualTo(3);
        assertThat(delivered.doubled()).isEqualTo(2);
    }
}
