package io.photinus.blockchain.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests and their answers over one connection. Requests are made, signed and sent by one thread in the order in which they
 * were handed over, so that the order of one key is kept.
 */
final class LedgerLink implements LedgerSession.Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerLink.class);
    private static final int MAX_WAITING = 4096;
    private static final long CLOSE_SECONDS = 3;

    private record InFlight(CompletableFuture<Wire.Reply> answer, long deadline) {}

    private final long timeoutNanos;
    private final LedgerSession session;
    private final ThreadPoolExecutor sender;

    private final Map<Long, InFlight> inFlight = new LinkedHashMap<>();
    private @Nullable LedgerConnection connection;
    private long lastId;

    LedgerLink(Settings settings, SigningKey key) {
        this.timeoutNanos = settings.requestTimeout().toNanos();
        this.session = new LedgerSession(settings, key, "answers", this);
        this.sender = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_WAITING),
                task -> new Thread(task, "photinus-ledger-" + settings.plugin() + "-requests"));
        this.session.start();
    }

    /**
     * Sends a request; returns at once.
     *
     * @param maker makes the request, for the ledger with this name, on the sending thread
     * @return the answer, or {@link Wire.Reply#LOST} when it was sent and no answer came; fails when nothing was sent
     */
    CompletableFuture<Wire.Reply> ask(Function<String, Wire.Request> maker) {
        CompletableFuture<Wire.Reply> answer = new CompletableFuture<>();
        try {
            sender.execute(() -> send(maker, answer));
        } catch (RejectedExecutionException full) {
            answer.completeExceptionally(new IOException(
                    session.isClosed() ? "the plugin has stopped" : "too many requests wait for the ledger"));
        }
        return answer;
    }

    private void send(Function<String, Wire.Request> maker, CompletableFuture<Wire.Reply> answer) {
        try {
            LedgerConnection open = connection();
            Wire.Request request = maker.apply(open.ledger());
            open.send(request.withId(register(open, answer)));
        } catch (RuntimeException impossible) {
            answer.completeExceptionally(impossible);
        } catch (IOException broken) {
            // Harmless when the request is registered: then the end of the connection settles it as lost.
            if (!registered(answer)) {
                answer.completeExceptionally(broken);
            }
        }
    }

    private synchronized LedgerConnection connection() throws IOException {
        if (connection == null) {
            throw new IOException("the ledger is not connected: " + session.problem());
        }
        return connection;
    }

    private synchronized long register(LedgerConnection open, CompletableFuture<Wire.Reply> answer) throws IOException {
        if (open != connection) {
            throw new IOException("the ledger was lost: " + session.problem());
        }
        inFlight.put(++lastId, new InFlight(answer, System.nanoTime() + timeoutNanos));
        return lastId;
    }

    private synchronized boolean registered(CompletableFuture<Wire.Reply> answer) {
        return answer.isDone() || inFlight.values().stream().anyMatch(each -> each.answer() == answer);
    }

    @Override
    public void talk(LedgerConnection fresh) throws IOException {
        synchronized (this) {
            connection = fresh;
        }
        while (true) {
            Wire.Reply reply = fresh.receive();
            if (reply != null) {
                settle(reply);
            }
            checkDeadline();
        }
    }

    private void settle(Wire.Reply reply) {
        InFlight asked;
        synchronized (this) {
            asked = inFlight.remove(reply.id());
        }
        if (asked != null) {
            asked.answer().complete(reply);
        }
    }

    /** A ledger that leaves one answer out cannot be trusted with the others: the connection ends. */
    private synchronized void checkDeadline() throws IOException {
        if (!inFlight.isEmpty()
                && System.nanoTime() - inFlight.values().iterator().next().deadline() > 0) {
            throw new IOException("the ledger did not answer in time");
        }
    }

    @Override
    public void lost(String reason) {
        List<InFlight> open;
        synchronized (this) {
            connection = null;
            open = new ArrayList<>(inFlight.values());
            inFlight.clear();
        }
        open.forEach(each -> each.answer().complete(Wire.Reply.lost(reason)));
    }

    /** Ends both threads; what is in flight is settled as lost. */
    void close() {
        session.close();
        sender.shutdown();
        session.join();
        try {
            if (!sender.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("requests to the ledger are still being sent");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
