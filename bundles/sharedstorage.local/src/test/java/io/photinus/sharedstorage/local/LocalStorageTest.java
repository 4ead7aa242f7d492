package io.photinus.sharedstorage.local;

import io.photinus.types.Hash;
import io.photinus.types.error.NodeProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LocalStorageTest {
    private static final Instant NOW = Instant.parse("2024-03-01T10:00:00Z");

    @TempDir
    Path root;

    private LocalStorage storage;

    @BeforeEach
    void open() {
        storage = new LocalStorage("shared0", root.toString(), NOW);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void downloadGivesWhatWasUploaded() throws Exception {
        byte[] content = new byte[300_000];
        new Random(1).nextBytes(content);

        String reference = get(storage.upload(new ByteArrayInputStream(content)));

        assertThat(reference).isEqualTo("sha256-" + Hash.sha256(content));
        try (InputStream back = get(storage.download(reference))) {
            assertThat(back.readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    void emptyContentIsContent() throws Exception {
        String reference = get(storage.upload(InputStream.nullInputStream()));

        try (InputStream back = get(storage.download(reference))) {
            assertThat(back.read()).isEqualTo(-1);
            assertThat(back.read()).isEqualTo(-1);
        }
    }

    @Test
    void sameContentHasTheSameReferenceAndStaysReadable() throws Exception {
        String first = get(storage.upload(text("hello")));

        assertThat(get(storage.upload(text("hello")))).isEqualTo(first);
        assertThat(read(first)).isEqualTo("hello");
    }

    @Test
    void otherMemberReadsItThroughTheSameFolder() throws Exception {
        String reference = get(storage.upload(text("hello")));
        LocalStorage other = new LocalStorage("shared1", root.toString(), NOW);
        try (InputStream back = get(other.download(reference))) {
            assertThat(new String(back.readAllBytes(), UTF_8)).isEqualTo("hello");
        } finally {
            other.close();
        }
    }

    @Test
    void contentOutlivesThePlugin() throws Exception {
        String reference = get(storage.upload(text("hello")));
        storage.close();

        storage = new LocalStorage("shared0", root.toString(), NOW);

        assertThat(read(reference)).isEqualTo("hello");
    }

    @Test
    void uploadClosesItsInputAndLeavesNothingUnfinished() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);

        get(storage.upload(new ByteArrayInputStream("hello".getBytes(UTF_8)) {
            @Override
            public void close() {
                closed.countDown();
            }
        }));

        assertThat(closed.getCount()).isZero();
        assertThat(unfinished()).isEmpty();
    }

    @Test
    void brokenInputFailsTheStageAndLeavesNothing() throws Exception {
        CompletionStage<String> outcome = storage.upload(new InputStream() {
            private int left = 100_000;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("cut off");
                }
                return 1;
            }
        });

        assertThatThrownBy(() -> get(outcome))
                .cause()
                .isInstanceOf(IOException.class)
                .hasMessage("cut off");
        assertThat(unfinished()).isEmpty();
        assertThat(stored()).isEmpty();
    }

    @Test
    void damagedContentIsAnErrorWhileReading() throws Exception {
        String reference = get(storage.upload(text("hello")));
        Files.writeString(stored().get(0), "hellO");

        try (InputStream back = get(storage.download(reference))) {
            assertThatThrownBy(back::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessage("The content stored under " + reference + " is damaged: its hash differs");
            assertThatThrownBy(back::read).isInstanceOf(IOException.class);
        }
    }

    @Test
    void truncatedContentIsAnErrorHoweverItIsRead() throws Exception {
        String reference = get(storage.upload(text("hello")));
        Files.writeString(stored().get(0), "hell");

        try (InputStream back = get(storage.download(reference))) {
            assertThat(back.skip(3)).isEqualTo(3);
            assertThat(back.read()).isEqualTo('l');
            assertThatThrownBy(back::read).isInstanceOf(IOException.class);
        }
    }

    @Test
    void uploadRepairsDamagedContent() throws Exception {
        String reference = get(storage.upload(text("hello")));
        Files.writeString(stored().get(0), "broken");

        get(storage.upload(text("hello")));

        assertThat(read(reference)).isEqualTo("hello");
    }

    @Test
    void unknownReferenceFailsTheStage() {
        String reference = "sha256-" + Hash.sha256("never stored");

        assertThatThrownBy(() -> get(storage.download(reference)))
                .cause()
                .isInstanceOf(IOException.class)
                .hasMessage("There is no content " + reference + " in " + root + " (yet)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256-",
                "../../etc/passwd",
                "sha256-../../../../../../../../../../../../../../../../../../../../etc/passwd",
                "sha256-2CF24DBA5FB0A30E26E83B2AC5B9E29E1B161E5C1FA7425E73043362938B9824",
                "sha256-2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b982",
                "sha256-2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b98240",
                "sha256-2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824\n",
                "sha256-/cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
                "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
                "QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnPbdG"
            })
    void referenceOfAnotherFormFailsTheStage(String reference) {
        assertThatThrownBy(() -> get(storage.download(reference)))
                .cause()
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a reference of this storage");
    }

    @Test
    void fullQueueFailsTheStageAtOnceAndClosesTheInput() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger closed = new AtomicInteger();
        List<CompletionStage<String>> accepted = new ArrayList<>();
        for (int i = 0; i < 4 + 64; i++) {
            accepted.add(storage.upload(blockedUntil(release, closed)));
        }

        CompletionStage<String> refused = storage.upload(blockedUntil(release, closed));

        assertThatThrownBy(() -> get(refused))
                .cause()
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("The plugin has too much to do; try again later");
        assertThat(closed).hasValue(1);
        release.countDown();
        for (CompletionStage<String> one : accepted) {
            assertThat(get(one)).startsWith("sha256-");
        }
        assertThat(closed).hasValue(4 + 64 + 1);
    }

    @Test
    void stuckUploadsDoNotKeepMembersFromReading() throws Exception {
        String reference = get(storage.upload(text("hello")));
        CountDownLatch release = new CountDownLatch(1);
        for (int i = 0; i < 10; i++) {
            storage.upload(blockedUntil(release, new AtomicInteger()));
        }

        assertThat(read(reference)).isEqualTo("hello");

        release.countDown();
    }

    @Test
    void closeFailsWhatRunsAndWhatWaitsAndEndsItsThreads() {
        AtomicInteger closed = new AtomicInteger();
        List<CompletionStage<String>> uploads = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            uploads.add(storage.upload(blockedUntil(new CountDownLatch(1), closed)));
        }

        storage.close();

        for (CompletionStage<String> upload : uploads) {
            assertThatThrownBy(() -> get(upload)).isInstanceOf(ExecutionException.class);
        }
        assertThat(closed).hasValue(10);
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("photinus-shared0-"))
                .noneMatch(LocalStorageTest::survives);
    }

    /** A thread that was told to end may still be on its last instructions. */
    private static boolean survives(Thread thread) {
        try {
            thread.join(20_000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return thread.isAlive();
    }

    @Test
    void closedPluginFailsTheStage() {
        storage.close();

        assertThatThrownBy(() -> get(storage.upload(text("late")))).cause().hasMessage("The plugin is closing");
        assertThatThrownBy(() -> get(storage.download("sha256-" + Hash.sha256("x"))))
                .cause()
                .hasMessage("The plugin is closing");
    }

    @Test
    void abandonedFilesGoAtStartAndYoungerOnesStay() throws Exception {
        Path folder = root.resolve("unfinished");
        Path old = Files.writeString(folder.resolve("old.part"), "x");
        Path young = Files.writeString(folder.resolve("young.part"), "x");
        Files.setLastModifiedTime(old, FileTime.from(NOW.minus(Duration.ofMinutes(61))));
        Files.setLastModifiedTime(young, FileTime.from(NOW.minus(Duration.ofMinutes(59))));

        new LocalStorage("shared0", root.toString(), NOW).close();

        assertThat(unfinished()).containsExactly(young);
    }

    @Test
    void missingDirectoryIsOneSentence() {
        assertThatThrownBy(() -> new LocalStorage("shared0", null, NOW))
                .isInstanceOf(NodeProblem.class)
                .hasMessage("FF10138: The setting 'directory' of plugin 'shared0' is missing");
    }

    @Test
    void unusableDirectoryIsOneSentence() throws Exception {
        Path file = Files.writeString(root.resolve("file"), "x");

        assertThatThrownBy(() -> new LocalStorage("shared0", file.toString(), NOW))
                .isInstanceOf(NodeProblem.class)
                .hasMessageStartingWith(
                        "FF10334: The plugin 'shared0' did not start: the directory " + file + " cannot be used: ");
    }

    @Test
    void referenceIsAtMost1024Characters() throws Exception {
        assertThat(get(storage.upload(text("x"))).length()).isBetween(1, 1024);
    }

    private static InputStream blockedUntil(CountDownLatch release, AtomicInteger closed) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                try {
                    release.await();
                    return -1;
                } catch (InterruptedException stop) {
                    throw new IOException("interrupted", stop);
                }
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }

    private String read(String reference) throws Exception {
        try (InputStream back = get(storage.download(reference))) {
            return new String(back.readAllBytes(), UTF_8);
        }
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private List<Path> unfinished() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("unfinished"))) {
            return files.toList();
        }
    }

    private List<Path> stored() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> Files.isRegularFile(file)
                            && !file.getParent().getFileName().toString().equals("unfinished"))
                    .toList();
        }
    }
}
