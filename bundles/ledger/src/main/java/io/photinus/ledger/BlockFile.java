package io.photinus.ledger;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * An append-only file of records: marker, length, CRC-32C of length and payload, payload. One thread appends, any may read.
 * Callers must not be interrupted: an interrupted channel closes for everybody.
 */
final class BlockFile implements AutoCloseable {
    /** Starts with a byte that UTF-8 never has, so no payload holds it. */
    private static final int MARKER = 0xFF_50_48_42;

    private static final int HEADER = 12;
    private static final int MAX_PAYLOAD = 64 << 20;

    private final Path path;
    private final FileChannel lockChannel;
    private final FileChannel channel;
    private volatile long end;

    /**
     * Opens a directory's file and locks the directory. A new file gets {@code first} as its first record.
     *
     * @throws IOException with a sentence for the operator
     */
    BlockFile(Path directory, byte[] first) throws IOException {
        Files.createDirectories(directory);
        this.path = directory.resolve("ledger.blocks");
        this.lockChannel = lock(directory);
        try {
            if (!Files.exists(path)) {
                create(directory, first);
            }
            this.channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            this.end = channel.size();
        } catch (IOException failed) {
            lockChannel.close();
            throw failed;
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("ledger.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException heldHere) {
            lock = null;
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        if (lock == null) {
            throw new IOException("the directory " + directory + " is in use by another ledger server");
        }
        return channel;
    }

    /** A rename makes the first record all or nothing, so what does not start with one is not ours. */
    private void create(Path directory, byte[] first) throws IOException {
        Path draft = directory.resolve("ledger.blocks.new");
        try (FileChannel out = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            writeAll(out, record(first), 0);
            out.force(true);
        }
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel entry = FileChannel.open(directory, StandardOpenOption.READ)) {
            entry.force(true);
        }
    }

    /** Where the next record will start. */
    long end() {
        return end;
    }

    /** Where the record behind this one starts. */
    static long next(long offset, int payloadLength) {
        return offset + HEADER + payloadLength;
    }

    /** Where the record behind the one at an offset starts, by its header alone. */
    long skip(long offset) throws IOException {
        return next(offset, readAt(offset, HEADER).getInt(4));
    }

    /** The payload at an offset, or null when no whole and undamaged record stands there. */
    byte @Nullable [] read(long offset) throws IOException {
        long rest = end - offset - HEADER;
        if (rest < 0) {
            return null;
        }
        ByteBuffer header = readAt(offset, HEADER);
        int length = header.getInt(4);
        if (header.getInt(0) != MARKER || length < 0 || length > Math.min(rest, MAX_PAYLOAD)) {
            return null;
        }
        byte[] payload = readAt(offset + HEADER, length).array();
        return header.getInt(8) == checksum(length, payload) ? payload : null;
    }

    /**
     * Drops what stands behind the last whole record. Only one record is ever unacknowledged, so a whole record further on
     * means damage and not a torn end.
     *
     * @return the number of bytes dropped
     */
    long cut(long offset) throws IOException {
        long torn = end - offset;
        if (torn == 0) {
            return 0;
        }
        if (offset == 0 || recordBehind(offset)) {
            throw new IOException("the ledger file " + path + " is damaged at byte " + offset
                    + (offset == 0 ? ": it does not start with a block" : ", and intact blocks follow")
                    + "; nothing was changed, restore the file from a copy");
        }
        channel.truncate(offset);
        channel.force(true);
        end = offset;
        return torn;
    }

    private boolean recordBehind(long offset) throws IOException {
        int step = 1 << 16;
        for (long at = offset + 1; at < end; at += step) {
            byte[] chunk = readAt(at, (int) Math.min(step, end - at)).array();
            for (int i = 0; i < chunk.length; i++) {
                if (chunk[i] == (byte) 0xFF && read(at + i) != null) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Appends and forces a record. After an exception the file is as before, and the call may be repeated. */
    void append(byte[] payload) throws IOException {
        try {
            long next = writeAll(channel, record(payload), end);
            channel.force(false);
            end = next;
        } catch (IOException failed) {
            try {
                channel.truncate(end);
            } catch (IOException alsoFailed) {
                failed.addSuppressed(alsoFailed);
            }
            throw failed;
        }
    }

    private static ByteBuffer record(byte[] payload) {
        return ByteBuffer.allocate(HEADER + payload.length)
                .putInt(MARKER)
                .putInt(payload.length)
                .putInt(checksum(payload.length, payload))
                .put(payload)
                .flip();
    }

    private static int checksum(int length, byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(4).putInt(length).flip());
        crc.update(payload);
        return (int) crc.getValue();
    }

    private static long writeAll(FileChannel out, ByteBuffer record, long offset) throws IOException {
        long at = offset;
        while (record.hasRemaining()) {
            at += out.write(record, at);
        }
        return at;
    }

    private ByteBuffer readAt(long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                throw new EOFException("the ledger file " + path + " became shorter while in use");
            }
        }
        return buffer.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        lockChannel.close();
    }
}
