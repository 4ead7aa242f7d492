package io.photinus.tools.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessUseTest {
    private static final String STAT = "17 (a (b) c) S 1 2 3 4 5 6 7 8 9 10 250 50 30 70 20";
    private static final String STATUS = "Name:\tx\nVmHWM:\t  300 kB\nVmRSS:\t  200 kB\n";

    @Test
    void readsWhatLinuxTells() {
        assertThat(ProcessUse.parse(STAT, STATUS, "")).isEqualTo(new ProcessUse(4000, 200, 300));
    }

    @Test
    void countsSharedMemoryOnceWhereItIsToldApart() {
        assertThat(ProcessUse.parse(STAT, STATUS, "Rss:  200 kB\nPss:  120 kB\n")
                        .residentKb())
                .isEqualTo(120);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void countsTheChildrenOfAProcess() throws IOException, InterruptedException {
        Process parent = new ProcessBuilder("sh", "-c", "cat & read line").start();
        try {
            parent.getInputStream();
            while (parent.descendants().count() == 0) {
                Thread.onSpinWait();
            }
            ProcessUse tree = ProcessUse.of(parent.pid()).orElseThrow();
            assertThat(tree.residentKb()).isPositive();
            // Of a tree nobody knows the peak.
            assertThat(tree.peakKb()).isEqualTo(tree.residentKb());
        } finally {
            parent.descendants().forEach(ProcessHandle::destroy);
            parent.destroy();
            assertThat(parent.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void knowsNothingOfAProcessThatIsNot() {
        assertThat(ProcessUse.of(Long.MAX_VALUE)).isEmpty();
    }
}
