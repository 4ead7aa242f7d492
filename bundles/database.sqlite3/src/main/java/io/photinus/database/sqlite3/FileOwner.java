package io.photinus.database.sqlite3;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The claim of one process on one database file, by a lock on the file beside it. The lock file stays when the claim ends:
 * deleting it would let two processes lock two files of the same name.
 */
final class FileOwner implements AutoCloseable {
    private final FileChannel channel;

    private FileOwner(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Claims the file, creating its directory when needed.
     *
     * @throws IllegalStateException when another process, or another plugin of this one, has it
     */
    static FileOwner claim(Path file) {
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        FileChannel channel = null;
        try {
            Path directory = file.getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) != null) {
                return new FileOwner(channel);
            }
        } catch (IOException unusable) {
            close(channel, unusable);
            throw new IllegalStateException("the database file " + file + " cannot be used", unusable);
        }
        IllegalStateException taken = new IllegalStateException("the database file " + file
                + " is in use by another process or plugin, which holds the lock on " + lockFile.getFileName());
        close(channel, taken);
        throw taken;
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException withinThisProcess) {
            return null;
        }
    }

    private static void close(@Nullable FileChannel channel, Exception reason) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException also) {
                reason.addSuppressed(also);
            }
        }
    }

    /** Ends the claim; the lock goes with the channel. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException unexpected) {
            throw new IllegalStateException("the lock of the database file cannot be given back", unexpected);
        }
    }
}
