package io.photinus.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BlockFileTest {
    private static final byte[] FIRST = "first".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    @Test
    void cutsWhateverIsLeftOfAnUnfinishedRecord() throws Exception {
        write("second", "third");
        byte[] whole = Files.readAllBytes(blocks());
        int thirdStart = whole.length - 12 - "third".length();

        for (int length = thirdStart + 1; length < whole.length; length++) {
            Files.write(blocks(), Arrays.copyOf(whole, length));
            assertThat(recover()).containsExactly("first", "second");
            assertThat(Files.size(blocks())).isEqualTo(thirdStart);
        }
    }

    @Test
    void cutsARecordWhoseContentNeverReachedTheDisk() throws Exception {
        write("second", "third");
        byte[] whole = Files.readAllBytes(blocks());
        Arrays.fill(whole, whole.length - 17, whole.length, (byte) 0);
        Files.write(blocks(), whole);

        assertThat(recover()).containsExactly("first", "second");
    }

    @Test
    void refusesDamageAnywhereInFrontOfAnIntactRecord() throws Exception {
        write("second", "third");
        byte[] whole = Files.readAllBytes(blocks());

        for (int at = 0; at < whole.length - 12 - "third".length(); at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x15;
            Files.write(blocks(), damaged);

            assertThatThrownBy(this::recover).as("byte %s", at).hasMessageContaining("is damaged at byte");
            assertThat(Files.readAllBytes(blocks())).isEqualTo(damaged);
        }
    }

    @Test
    void refusesAFileOfSomethingElse() throws Exception {
        Files.writeString(blocks(), "a diary");

        assertThatThrownBy(this::recover).hasMessageContaining("does not start with a block");
    }

    @Test
    void goesOnBehindWhatItHas() throws Exception {
        write("second");
        write("third");

        assertThat(recover()).containsExactly("first", "second", "third");
    }

    @Test
    void keepsASecondOneOutOfTheDirectory() throws Exception {
        BlockFile file = new BlockFile(directory, FIRST);

        assertThatThrownBy(() -> new BlockFile(directory, FIRST)).hasMessageContaining("in use by another");

        file.close();
        new BlockFile(directory, FIRST).close();
    }

    private void write(String... records) throws IOException {
        try (BlockFile file = new BlockFile(directory, FIRST)) {
            for (String each : records) {
                file.append(each.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private List<String> recover() throws IOException {
        try (BlockFile file = new BlockFile(directory, FIRST)) {
            List<String> records = new ArrayList<>();
            long offset = 0;
            for (byte[] each = file.read(0); each != null; each = file.read(offset)) {
                records.add(new String(each, StandardCharsets.UTF_8));
                assertThat(file.skip(offset)).isEqualTo(BlockFile.next(offset, each.length));
                offset = BlockFile.next(offset, each.length);
            }
            file.cut(offset);
            assertThat(file.end()).isEqualTo(offset);
            return records;
        }
    }

    private Path blocks() {
        return directory.resolve("ledger.blocks");
    }
}
