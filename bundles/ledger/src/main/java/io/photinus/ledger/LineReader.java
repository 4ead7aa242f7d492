package io.photinus.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads lines of UTF-8, each no longer than a bound. Not thread-safe. */
final class LineReader {
    private final InputStream in;
    private final int maxBytes;
    private byte[] buffer = new byte[8192];
    private int from;
    private int to;

    LineReader(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /**
     * The next line without its end, or null at the end of the stream.
     *
     * @throws RefusedException when the line is too long; nothing can be read after that
     */
    @Nullable
    String next() throws IOException, RefusedException {
        int seen = from;
        while (true) {
            for (; seen < to; seen++) {
                if (buffer[seen] == '\n') {
                    check(seen - from);
                    String line = new String(buffer, from, seen - from, StandardCharsets.UTF_8);
                    from = seen + 1;
                    return line;
                }
            }
            check(to - from);
            seen -= from;
            if (from > 0) {
                System.arraycopy(buffer, from, buffer, 0, to - from);
                to -= from;
                from = 0;
            } else if (to == buffer.length) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
            int count = in.read(buffer, to, buffer.length - to);
            if (count < 0) {
                return null;
            }
            to += count;
        }
    }

    private void check(int bytes) throws RefusedException {
        if (bytes > maxBytes) {
            throw new RefusedException("a frame may have " + maxBytes + " bytes");
        }
    }
}
