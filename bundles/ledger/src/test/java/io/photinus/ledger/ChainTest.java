package io.photinus.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChainTest {
    private static final TestKey KEY = TestKey.of(1);

    @TempDir
    Path directory;

    @Test
    void continuesAfterARestart() throws Exception {
        String ledger;
        String secondHash;
        try (Chain chain = open()) {
            ledger = chain.ledger();
            append(chain, "r1", "r2");
            secondHash = append(chain, "r3").hash();
        }

        try (Chain chain = open()) {
            assertThat(chain.ledger()).isEqualTo(ledger);
            assertThat(chain.head().hash()).isEqualTo(secondHash);
            assertThat(append(chain, "r4").number()).isEqualTo(3);
            assertThat(chain.find(Transaction.key(KEY.address(), "r2"))
                            .orElseThrow()
                            .position())
                    .hasToString("000000000001/000001/000000");
            assertThat(chain.find(Transaction.key(KEY.address(), "r5"))).isEmpty();
        }
    }

    @Test
    void readsOldBlocksFromTheFile() throws Exception {
        try (Chain chain = open()) {
            for (int i = 1; i <= 600; i++) {
                append(chain, "r" + i);
            }

            for (int i : new int[] {1, 31, 32, 33, 343, 344, 600}) {
                Block block = chain.block(i);
                assertThat(block.number()).isEqualTo(i);
                assertThat(block.transactions().get(0).body().requestId()).isEqualTo("r" + i);
            }
            assertThat(chain.block(0).hash()).isEqualTo(chain.ledger());
        }
    }

    @Test
    void losesNoMoreThanTheTornBlock() throws Exception {
        try (Chain chain = open()) {
            append(chain, "r1");
            append(chain, "r2");
        }
        byte[] whole = Files.readAllBytes(blocks());
        Files.write(blocks(), Arrays.copyOf(whole, whole.length - 1));

        try (Chain chain = open()) {
            assertThat(chain.head().number()).isEqualTo(1);
            assertThat(chain.find(Transaction.key(KEY.address(), "r2"))).isEmpty();
            assertThat(append(chain, "r2").number()).isEqualTo(2);
        }
    }

    @Test
    void refusesBlocksThatDoNotFollowEachOther() throws Exception {
        Path other = directory.resolve("other");
        Clock clock = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);
        try (Chain chain = new Chain(directory, clock);
                Chain stranger = new Chain(other, clock)) {
            append(chain, "r1");
            append(stranger, "r1");
            append(stranger, "r2");
        }
        byte[] mine = Files.readAllBytes(blocks());
        byte[] theirs = Files.readAllBytes(other.resolve("ledger.blocks"));
        byte[] spliced = Arrays.copyOf(mine, theirs.length);
        System.arraycopy(theirs, mine.length, spliced, mine.length, theirs.length - mine.length);
        Files.write(blocks(), spliced);

        assertThatThrownBy(this::open).hasMessageContaining("block 2").hasMessageContaining("does not follow block 1");
        // The refused file is not locked either.
        assertThatThrownBy(this::open).hasMessageContaining("does not follow block 1");
    }

    @Test
    void neverLetsTimeGoBack() throws Exception {
        Instant noon = Instant.parse("2026-01-01T12:00:00Z");
        try (Chain chain = new Chain(directory, Clock.fixed(noon, ZoneOffset.UTC))) {
            append(chain, "r1");
        }

        try (Chain chain = new Chain(directory, Clock.fixed(noon.minusSeconds(60), ZoneOffset.UTC))) {
            assertThat(append(chain, "r2").timestamp()).isEqualTo(noon);
        }
    }

    private Chain open() throws IOException {
        return new Chain(directory, Clock.systemUTC());
    }

    private static Block append(Chain chain, String... requestIds) throws IOException {
        return chain.append(List.of(requestIds).stream()
                .map(id -> Transaction.stored(KEY.pin(chain.ledger(), "c1", id)))
                .toList());
    }

    private Path blocks() {
        return directory.resolve("ledger.blocks");
    }
}
