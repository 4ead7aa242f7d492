package io.photinus.engine.cores;

import io.photinus.engine.cores.ClusterView.Key;
import io.photinus.persistence.Fence;
import io.photinus.persistence.Leases.Lease;
import io.photinus.persistence.Leases.LiveProcess;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClusterViewTest {
    private static final Key JOB = new Key("ns", "job");

    private static ClusterView seenBy(String self, List<String> live, Lease... leases) {
        return ClusterView.of(
                self,
                live.stream().map(id -> new LiveProcess(id, Duration.ZERO)).toList(),
                List.of(leases));
    }

    private static List<String> preferred(List<String> live) {
        ClusterView present = seenBy("a", live);
        return IntStream.range(0, 50)
                .boxed()
                .flatMap(i -> Stream.of(
                        present.preferred(Job.standing("ns" + i, "aggregate")),
                        present.preferred(Job.standing("ns" + i, "batch"))))
                .toList();
    }

    @Test
    void givesTheTwoHalvesOfANamespaceToTwoProcesses() {
        ClusterView two = seenBy("a", List.of("a", "b"));

        for (int i = 0; i < 20; i++) {
            assertThat(Set.of(
                            two.preferred(Job.standing("ns" + i, "feed")),
                            two.preferred(Job.standing("ns" + i, "upload"))))
                    .containsExactlyInAnyOrder("a", "b");
        }
    }

    @Test
    void keepsTogetherWhatHandsOverToEachOther() {
        ClusterView five = seenBy("a", List.of("a", "b", "c", "d", "e"));

        for (int i = 0; i < 20; i++) {
            String ns = "ns" + i;
            assertThat(Stream.of("feed", "download", "aggregate")
                            .map(job -> five.preferred(Job.standing(ns, job)))
                            .collect(Collectors.toSet()))
                    .hasSize(1);
        }
    }

    @Test
    void agreesWhoeverLooks() {
        Job job = Job.standing("ns", "pin");

        assertThat(seenBy("a", List.of("a", "b", "c")).preferred(job))
                .isEqualTo(seenBy("c", List.of("c", "b", "a")).preferred(job));
    }

    @Test
    void movesOnlyAShareWhenAProcessComes() {
        List<String> three = preferred(List.of("a", "b", "c"));
        List<String> four = preferred(List.of("a", "b", "c", "d"));

        long moved = IntStream.range(0, three.size())
                .filter(i -> !three.get(i).equals(four.get(i)))
                .count();

        // A new one is first or second of four in half of all cases; a second seat may move with it.
        assertThat(moved).isBetween(1L, three.size() * 2 / 3L);
        assertThat(four).contains("a", "b", "c", "d");
    }

    @Test
    void seesAFreeLease() {
        assertThat(seenBy("a", List.of("a")).free(JOB)).isTrue();
        assertThat(seenBy("a", List.of("a"), new Lease("ns", "job", "", 3)).free(JOB))
                .isTrue();
        assertThat(seenBy("a", List.of("a"), new Lease("ns", "job", "dead", 3)).free(JOB))
                .isTrue();
        assertThat(seenBy("a", List.of("a", "b"), new Lease("ns", "job", "b", 3))
                        .free(JOB))
                .isFalse();
        assertThat(seenBy("a", List.of("a"), new Lease("ns", "job", "a", 3)).free(JOB))
                .isFalse();
    }

    @Test
    void believesAFenceThatIsNewerThanWhatWasSeen() {
        Fence fence = new Fence("ns", "job", "a", 4);

        assertThat(seenBy("a", List.of("a", "b"), new Lease("ns", "job", "b", 3))
                        .lost(fence))
                .isFalse();
        assertThat(seenBy("a", List.of("a", "b"), new Lease("ns", "job", "a", 4))
                        .lost(fence))
                .isFalse();
        assertThat(seenBy("a", List.of("a", "b"), new Lease("ns", "job", "b", 5))
                        .lost(fence))
                .isTrue();
        assertThat(seenBy("a", List.of("a", "b"), new Lease("ns", "job", "", 4)).lost(fence))
                .isTrue();
        assertThat(seenBy("a", List.of("a", "b")).lost(fence)).isFalse();
    }

    @Test
    void isSharedOnlyWithOthers() {
        assertThat(seenBy("a", List.of("a")).shared()).isFalse();
        assertThat(seenBy("a", List.of("a", "b")).shared()).isTrue();
    }
}
