package io.photinus.tools.bench;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessUseTest {
    @Test
    void readsWhatLinuxTells() {
        String stat = "17 (a (b) c) S 1 2 3 4 5 6 7 8 9 10 250 50 0 0 20";
        String status = "Name:\tx\nVmHWM:\t  300 kB\nVmRSS:\t  200 kB\n";

        assertThat(ProcessUse.parse(stat, status)).isEqualTo(new ProcessUse(3000, 200, 300));
    }

    @Test
    void knowsNothingOfAProcessThatIsNot() {
        assertThat(ProcessUse.of(Long.MAX_VALUE)).isEmpty();
    }
}
