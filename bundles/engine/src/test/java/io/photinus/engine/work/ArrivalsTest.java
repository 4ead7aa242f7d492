package io.photinus.engine.work;

import io.photinus.loop.Doorbell;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ArrivalsTest {
    private final Doorbell bell = new Doorbell();
    private final Arrivals arrivals = new Arrivals(bell);

    @Test
    void ringsAtTheFirstMessage() {
        arrivals.stored(1, 10);

        assertThat(bell.rings()).isEqualTo(1);
    }

    @Test
    void ringsNoMoreUntilABatchIsFull() {
        arrivals.looking();
        arrivals.expect(10, 1000);

        arrivals.stored(9, 90);
        assertThat(bell.rings()).isZero();
        assertThat(arrivals.enough()).isFalse();

        arrivals.stored(1, 10);
        assertThat(bell.rings()).isEqualTo(1);
        assertThat(arrivals.enough()).isTrue();
    }

    @Test
    void ringsWhenABatchIsFullByBytes() {
        arrivals.looking();
        arrivals.expect(10, 1000);

        arrivals.stored(1, 1000);

        assertThat(bell.rings()).isEqualTo(1);
    }

    @Test
    void missesNothingThatCameDuringALook() {
        arrivals.looking();
        arrivals.expect(10, 1000);
        arrivals.looking();
        arrivals.stored(5, 50);
        long before = bell.rings();

        arrivals.expect(5, 1000);

        assertThat(bell.rings()).isEqualTo(before + 1);
    }
}
