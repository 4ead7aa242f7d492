package io.photinus.sharedstorage.local;

import io.photinus.types.Hash;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Content-addressed files in a folder that processes may share. A file appears under its final name whole and durable, or
 * not at all. Blocking; thread-safe.
 */
final class ContentFolder {
    /** A file under construction that nobody has touched for so long belongs to a process that is gone. */
    static final Duration ABANDONED = Duration.ofHours(1);

    private static final String UNFINISHED = "unfinished";
    private static final String SUFFIX = ".part";
    private static final int BUFFER = 64 * 1024;

    private final Path root;
    private final Path unfinished;
    /** Shards whose own entry in the root is known to be on disk; at most 4096. */
    private final Set<String> durableShards = ConcurrentHashMap.newKeySet();

    private ContentFolder(Path root) {
        this.root = root;
        this.unfinished = root.resolve(UNFINISHED);
    }

    /** Opens the folder, and makes it when it is missing. */
    static ContentFolder open(Path root) throws IOException {
        ContentFolder folder = new ContentFolder(root.toAbsolutePath().normalize());
        Files.createDirectories(folder.unfinished);
        // Fails now rather than at the first upload.
        Files.delete(Files.createTempFile(folder.unfinished, "probe", SUFFIX));
        return folder;
    }

    /** Stores content; when it returns, the content survives a crash. Does not close the stream. */
    Reference store(InputStream content) throws IOException {
        Path part = unfinished.resolve(UUID.randomUUID() + SUFFIX);
        try {
            Reference reference = write(content, part);
            Path shard = root.resolve(reference.shard());
            Files.createDirectories(shard);
            // Over an existing file, too: if that one was damaged, it is whole again.
            Files.move(part, shard.resolve(reference.fileName()), StandardCopyOption.ATOMIC_MOVE);
            force(shard);
            if (durableShards.add(reference.shard())) {
                force(root);
            }
            return reference;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static Reference write(InputStream content, Path part) throws IOException {
        MessageDigest digest = sha256();
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[BUFFER];
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                digest.update(buffer, 0, count);
                ByteBuffer rest = ByteBuffer.wrap(buffer, 0, count);
                while (rest.hasRemaining()) {
                    file.write(rest);
                }
            }
            file.force(true);
        }
        return new Reference(Hash.of(digest.digest()));
    }

    /** Opens content; reading it to its end verifies it. */
    InputStream read(Reference reference) throws IOException {
        Path file = root.resolve(reference.shard()).resolve(reference.fileName());
        try {
            return new VerifiedInputStream(
                    new BufferedInputStream(Files.newInputStream(file), BUFFER), reference, sha256());
        } catch (NoSuchFileException missing) {
            throw new IOException("There is no content " + reference + " in " + root + " (yet)", missing);
        }
    }

    /**
     * Removes what processes that died have left behind.
     *
     * @return how many files
     */
    int sweep(Instant now) throws IOException {
        int removed = 0;
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(unfinished, "*" + SUFFIX)) {
            for (Path part : parts) {
                if (isAbandoned(part, now) && Files.deleteIfExists(part)) {
                    removed++;
                }
            }
        }
        return removed;
    }

    private static boolean isAbandoned(Path part, Instant now) throws IOException {
        try {
            return Files.getLastModifiedTime(part).toInstant().isBefore(now.minus(ABANDONED));
        } catch (NoSuchFileException finished) {
            return false;
        }
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
