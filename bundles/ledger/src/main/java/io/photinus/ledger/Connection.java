package io.photinus.ledger;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client. A thread reads its frames, another writes answers and, when the window allows, the next batch of its feed.
 * Both end with the socket. What waits to be written is bounded: a client with too many open requests is not read from.
 */
final class Connection {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int HELLO_MILLIS = 10_000;
    private static final int SILENCE_MILLIS = 60_000;
    private static final int MAX_OPEN_REQUESTS = 4096;
    private static final int MAX_UNREAD_CHARS = 1 << 20;

    private final Socket socket;
    private final Chain chain;
    private final BlockMaker maker;
    private final Set<String> admitted;
    private final int maxFrameBytes;
    private final Consumer<Connection> onEnd;
    private final Thread reader;
    private final Thread writer;

    private final Queue<String> answers = new ArrayDeque<>();
    private int openRequests;
    private int unreadChars;
    private boolean lastWords;
    private boolean closed;
    private @Nullable Feed feed;

    Connection(
            int number, Socket socket, Chain chain, BlockMaker maker, Settings settings, Consumer<Connection> onEnd) {
        this.socket = socket;
        this.chain = chain;
        this.maker = maker;
        this.admitted = settings.submitters();
        this.maxFrameBytes = settings.maxFrameBytes();
        this.onEnd = onEnd;
        this.reader = new Thread(this::read, "photinus-ledger-in-" + number);
        this.writer = new Thread(this::write, "photinus-ledger-out-" + number);
    }

    void start() {
        reader.start();
        writer.start();
    }

    private void read() {
        boolean talking = false;
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(HELLO_MILLIS);
            LineReader lines = new LineReader(socket.getInputStream(), maxFrameBytes);
            greet(lines);
            socket.setSoTimeout(SILENCE_MILLIS);
            for (String line = lines.next(); line != null; line = lines.next()) {
                handle(Frames.Request.of(line));
            }
        } catch (RefusedException wrong) {
            bid(Frames.error(0, wrong.reason()));
            talking = true;
        } catch (IOException gone) {
            LOG.debug("a client is gone: {}", gone.toString());
        } catch (RuntimeException bug) {
            LOG.error("a client's frame could not be handled", bug);
        } finally {
            if (!talking) {
                close();
            }
        }
    }

    private void greet(LineReader lines) throws IOException, RefusedException {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String nonce = HexFormat.of().formatHex(random);
        open();
        answer(Frames.challenge(chain.ledger(), nonce));
        String line = lines.next();
        if (line == null) {
            throw new IOException("no hello");
        }
        Frames.Request hello = Frames.Request.of(line);
        if (!"hello".equals(hello.type())) {
            throw new RefusedException("the first frame must be hello");
        }
        Signer client = Signer.of(Frames.Request.need(hello.publicKey(), "publicKey"));
        client.verify(
                Frames.helloDigest(chain.ledger(), nonce).bytes(), Frames.Request.need(hello.signature(), "signature"));
        admit(client.address());
        open();
        answer(Frames.welcome(client.address(), chain.head().end()));
    }

    private void admit(String address) throws RefusedException {
        if (!admitted.isEmpty() && !admitted.contains(address)) {
            throw new RefusedException("the address " + address + " is not among the submitters of this ledger");
        }
    }

    private void handle(Frames.Request request) throws IOException, RefusedException {
        long id = request.id();
        switch (String.valueOf(request.type())) {
            case "ack" -> acknowledge(request.batch());
            case "submit" -> submit(request);
            case "receipt" -> {
                open();
                answer(receipt(request));
            }
            case "version" -> {
                open();
                answer(Frames.version(id));
            }
            case "ping" -> {
                open();
                answer(Frames.pong(id));
            }
            case "subscribe" -> {
                open();
                subscribe(request);
            }
            default -> throw new RefusedException("unknown type of frame");
        }
    }

    private void submit(Frames.Request request) throws IOException {
        open();
        try {
            Submission submission = new Submission(
                    Frames.Request.need(request.body(), "body"),
                    Frames.Request.need(request.publicKey(), "publicKey"),
                    Frames.Request.need(request.signature(), "signature"));
            Transaction transaction = Transaction.checked(submission, chain.ledger());
            admit(String.valueOf(transaction.body().signer()));
            maker.submit(transaction, placed -> answer(Frames.accepted(request.id(), placed)));
        } catch (RefusedException refused) {
            answer(Frames.refused(request.id(), refused.reason()));
        }
    }

    private String receipt(Frames.Request request) throws IOException, RefusedException {
        String requestId = Frames.Request.need(request.requestId(), "requestId");
        List<String> signers = request.signers() == null ? List.of() : request.signers();
        for (String signer : signers) {
            Optional<Placed> placed = chain.find(Transaction.key(signer, requestId));
            if (placed.isPresent()) {
                return Frames.receipt(request.id(), placed.get());
            }
        }
        return Frames.unseen(request.id());
    }

    private synchronized void subscribe(Frames.Request request) throws RefusedException {
        if (feed != null) {
            throw new RefusedException("this connection has its subscription already; use one connection for each");
        }
        try {
            String contract = Frames.Request.need(request.contract(), "contract");
            Feed fresh = new Feed(chain, contract, request.from() == null ? "" : request.from());
            answer(Frames.subscribed(request.id(), fresh.behind()));
            feed = fresh;
        } catch (RefusedException refused) {
            answer(Frames.error(request.id(), refused.reason()));
        }
    }

    private synchronized void acknowledge(long batch) throws RefusedException {
        if (feed == null) {
            throw new RefusedException("nothing is subscribed");
        }
        feed.acknowledge(batch);
        notifyAll();
    }

    /** Notes a request that will be answered; waits while too many are open. */
    private synchronized void open() throws IOException {
        while ((openRequests >= MAX_OPEN_REQUESTS || unreadChars > MAX_UNREAD_CHARS) && !closed) {
            pause();
        }
        if (closed) {
            throw new IOException("the connection was closed");
        }
        openRequests++;
    }

    private synchronized void answer(String frame) {
        answers.add(frame);
        unreadChars += frame.length();
        notifyAll();
    }

    /** Says a last word and closes. */
    private synchronized void bid(String frame) {
        lastWords = true;
        answer(frame);
    }

    /** Says that there may be a new block. */
    synchronized void ring() {
        notifyAll();
    }

    private void write() {
        try (socket) {
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
            for (String frame = next(out); frame != null; frame = next(out)) {
                out.write(frame.getBytes(StandardCharsets.UTF_8));
                out.write('\n');
            }
            out.flush();
        } catch (IOException gone) {
            LOG.debug("a client is gone: {}", gone.toString());
        } finally {
            close();
            LedgerServer.join(reader);
            onEnd.accept(this);
        }
    }

    /** The next frame to be written, or null at the end. Flushes before it waits. */
    private @Nullable String next(OutputStream out) throws IOException {
        for (boolean flushed = false; true; flushed = true) {
            if (flushed) {
                rest();
            }
            String frame = nextAnswer();
            Feed following = following();
            if (frame == null && following != null && following.ready()) {
                // Without the lock: blocks may have to come from the disk, and the block maker rings here.
                frame = following.next();
            }
            if (frame != null || ended()) {
                return frame;
            }
            out.flush();
        }
    }

    private synchronized @Nullable String nextAnswer() {
        if (answers.isEmpty()) {
            return null;
        }
        String frame = answers.remove();
        openRequests--;
        unreadChars -= frame.length();
        notifyAll();
        return frame;
    }

    private synchronized @Nullable Feed following() {
        return closed ? null : feed;
    }

    private synchronized boolean ended() {
        return closed || lastWords && answers.isEmpty();
    }

    private synchronized void rest() {
        while (answers.isEmpty() && !ended() && (feed == null || !feed.ready())) {
            pause();
        }
    }

    private void pause() {
        try {
            wait();
        } catch (InterruptedException foreign) {
            LOG.debug("interrupted", foreign);
        }
    }

    /** Ends both threads soon; returns at once. */
    void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            socket.close();
        } catch (IOException ignored) {
            LOG.debug("closing", ignored);
        }
    }

    /** Waits for the end of both threads; the writer is the last one. */
    void join() {
        LedgerServer.join(writer);
    }
}
