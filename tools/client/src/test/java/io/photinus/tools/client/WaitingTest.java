package io.photinus.tools.client;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WaitingTest {
    @Test
    void asksUntilTheConditionHolds() {
        AtomicInteger asked = new AtomicInteger();

        Waiting.until("The third time", Duration.ofSeconds(30), () -> asked.incrementAndGet() == 3);

        assertThat(asked).hasValue(3);
    }

    @Test
    void namesWhatDidNotHappen() {
        assertThatThrownBy(() -> Waiting.until("Peace", Duration.ZERO, () -> false))
                .isInstanceOf(CannotGoOn.class)
                .hasMessage("Peace did not happen within 0 s");
    }
}
