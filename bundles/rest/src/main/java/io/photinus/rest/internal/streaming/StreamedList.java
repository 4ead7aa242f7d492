package io.photinus.rest.internal.streaming;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The body of an answer whose rows are still being read. When they end early the connection is cut: the status has been sent
 * already, and a list that merely stopped would look complete.
 */
public final class StreamedList {
    private static final Logger LOG = LoggerFactory.getLogger(StreamedList.class);

    private final Pipe pipe;
    private @Nullable Runnable cut;

    StreamedList(Pipe pipe) {
        this.pipe = pipe;
    }

    /** How to cut the connection, as the server has offered. */
    public void cutBy(@Nullable Runnable way) {
        cut = way;
    }

    /** Writes everything; on the request's thread. */
    public void writeTo(OutputStream out) throws IOException {
        try {
            for (byte[] chunk = pipe.take(); chunk != null; chunk = pipe.take()) {
                out.write(chunk);
                out.flush();
            }
        } catch (IOException | RuntimeException broken) {
            pipe.abandon();
            Runnable way = cut;
            if (way == null) {
                throw broken;
            }
            // Thrown on, it would become an error text behind the rows that were sent.
            LOG.debug("A list was cut off", broken);
            way.run();
        }
    }
}
