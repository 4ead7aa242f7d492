package io.photinus.rest.internal.streaming;

import io.photinus.types.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The text of a list, made row by row and sent on in chunks. Used by one thread. */
public final class Rows {
    private static final int CHUNK = 64 << 10;

    private final Pipe pipe;
    private final @Nullable Integer skipped;
    private final ByteArrayOutputStream chunk = new ByteArrayOutputStream(CHUNK + (8 << 10));
    private long count;

    /** @param skipped how many rows stand before these when the list comes in an envelope with its numbers; else null */
    Rows(Pipe pipe, @Nullable Integer skipped) {
        this.pipe = pipe;
        this.skipped = skipped;
        append(skipped == null ? "[" : "{\"items\":[");
    }

    /** Writes a row; waits while the client is slow. */
    public void add(Object row) {
        if (count++ > 0) {
            chunk.write(',');
        }
        chunk.writeBytes(Json.bytes(row));
        if (chunk.size() >= CHUNK) {
            flush();
        }
    }

    /** The rest. That every row was written is only known now, so the numbers stand behind the items. */
    void finish() {
        append(skipped == null ? "]" : "],\"count\":" + count + ",\"total\":" + (skipped + count) + "}");
        chunk.write('\n');
        flush();
    }

    private void append(String text) {
        chunk.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void flush() {
        pipe.put(chunk.toByteArray());
        chunk.reset();
    }
}
