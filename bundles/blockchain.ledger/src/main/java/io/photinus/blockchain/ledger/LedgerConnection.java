package io.photinus.blockchain.ledger;

import io.photinus.types.Hash;
import io.photinus.types.json.Json;
import io.photinus.types.json.JsonInputException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the ledger. One thread connects and receives, any may send, and any may close, which ends what the others
 * do.
 */
final class LedgerConnection implements AutoCloseable {
    /** How often the receiving thread gets to look around. */
    private static final int TICK_MILLIS = 250;
    /** The ledger drops clients that say nothing for a minute. */
    private static final long QUIET_NANOS = 15_000_000_000L;
    /** Far above what the ledger sends. */
    private static final int MAX_FRAME = 16 << 20;

    private final Settings settings;
    private final Socket socket = new Socket();
    private final ReentrantLock sending = new ReentrantLock();
    private String ledger = "";
    private byte[] buffer = new byte[1 << 14];
    private int from;
    private int to;
    private long lastHeard;
    private boolean pinged;

    LedgerConnection(Settings settings) {
        this.settings = settings;
    }

    /**
     * Connects and says hello.
     *
     * @param key proves who we are
     */
    void connect(SigningKey key) throws IOException {
        var address =
                new InetSocketAddress(settings.url().getHost(), settings.url().getPort());
        socket.connect(address, (int) settings.connectionTimeout().toMillis());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TICK_MILLIS);
        lastHeard = System.nanoTime();
        Wire.Reply challenge = await("challenge");
        ledger = String.valueOf(challenge.ledger());
        Hash digest = Hash.sha256("photinus-ledger hello\n" + ledger + "\n" + challenge.nonce());
        send(Wire.Request.hello(key.publicKey(), key.sign(digest)));
        await("welcome");
    }

    /** The name of the ledger at the other end, once connected. */
    String ledger() {
        return ledger;
    }

    /** Sends one frame; blocks while the ledger does not take it. */
    void send(Wire.Request frame) throws IOException {
        byte[] line = Json.bytes(frame);
        byte[] whole = Arrays.copyOf(line, line.length + 1);
        whole[line.length] = '\n';
        sending.lock();
        try {
            socket.getOutputStream().write(whole);
        } finally {
            sending.unlock();
        }
    }

    /** The first answer, which must be of this type. */
    Wire.Reply await(String type) throws IOException {
        long deadline = System.nanoTime() + settings.requestTimeout().toNanos();
        while (System.nanoTime() < deadline) {
            Wire.Reply reply = receive();
            if (reply != null && reply.is(type)) {
                return reply;
            }
            if (reply != null && !reply.is("pong")) {
                throw new IOException("the ledger answers '" + reply.type() + "' where '" + type + "' is expected");
            }
        }
        throw new IOException("the ledger does not answer");
    }

    /**
     * The next frame, or null when none came within a moment.
     *
     * @throws IOException at the end, with the reason that the ledger gave if it gave one
     */
    Wire.@Nullable Reply receive() throws IOException {
        String line;
        try {
            line = line(socket.getInputStream());
        } catch (SocketTimeoutException nothing) {
            checkSilence();
            return null;
        }
        lastHeard = System.nanoTime();
        pinged = false;
        try {
            Wire.Reply reply = Json.read(line, Wire.Reply.class);
            if (reply.is("error")) {
                throw new IOException(reply.reason());
            }
            return reply;
        } catch (JsonInputException malformed) {
            throw new IOException("the ledger sends what is not a frame: " + malformed.getMessage(), malformed);
        }
    }

    private void checkSilence() throws IOException {
        long silence = System.nanoTime() - lastHeard;
        if (silence > 2 * QUIET_NANOS) {
            throw new IOException("the ledger has fallen silent");
        }
        // Whoever is sending right now does as well as a ping, and must not be waited for by the one who reads.
        if (silence > QUIET_NANOS && !pinged && !sending.isLocked()) {
            pinged = true;
            send(Wire.Request.ping());
        }
    }

    /** Survives a time-out in the middle of a line. */
    private String line(InputStream in) throws IOException {
        int seen = from;
        while (true) {
            for (; seen < to; seen++) {
                if (buffer[seen] == '\n') {
                    String line = new String(buffer, from, seen - from, StandardCharsets.UTF_8);
                    from = seen + 1;
                    return line;
                }
            }
            if (to == buffer.length) {
                int length = to - from;
                if (length > MAX_FRAME) {
                    throw new IOException("the ledger sends more than " + MAX_FRAME + " bytes in one frame");
                }
                byte[] wider = from > 0 ? buffer : new byte[2 * length];
                System.arraycopy(buffer, from, wider, 0, length);
                buffer = wider;
                from = 0;
                to = length;
                seen = length;
            }
            int count = in.read(buffer, to, buffer.length - to);
            if (count < 0) {
                throw new EOFException("the ledger has closed the connection");
            }
            to += count;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
