package io.photinus.blockchain.ledger;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one conversation with the ledger going, on a thread of its own: connect, talk, back off, again. */
final class LedgerSession {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerSession.class);
    private static final long JOIN_MILLIS = 3000;

    /** What is said over a connection. */
    interface Conversation {
        /** Talks until the connection breaks; on the session's thread. */
        void talk(LedgerConnection connection) throws IOException;

        /** The connection that {@link #talk} had is gone; the next one follows. */
        default void lost(String reason) {}
    }

    private final Settings settings;
    private final SigningKey key;
    private final Conversation conversation;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable LedgerConnection current;
    private volatile String problem = "not connected yet";

    LedgerSession(Settings settings, SigningKey key, String role, Conversation conversation) {
        this.settings = settings;
        this.key = key;
        this.conversation = conversation;
        this.thread = new Thread(this::run, "photinus-ledger-" + settings.plugin() + "-" + role);
    }

    void start() {
        thread.start();
    }

    private void run() {
        Duration pause = settings.firstPause();
        while (!isClosed()) {
            long begun = System.nanoTime();
            String reason = hold();
            conversation.lost(reason);
            tell(reason);
            boolean lasted = System.nanoTime() - begun > settings.longestPause().toNanos();
            pause = lasted ? settings.firstPause() : pause;
            pause(pause);
            pause = longer(pause);
        }
    }

    /** One connection from beginning to end; returns why it ended. */
    private String hold() {
        try (LedgerConnection connection = new LedgerConnection(settings)) {
            current = connection;
            if (!isClosed()) {
                connection.connect(key);
                tell("");
                conversation.talk(connection);
            }
            return "closed";
        } catch (IOException broken) {
            return String.valueOf(broken.getMessage());
        } catch (RuntimeException | Error bug) {
            // Errors too: a session that ended here would never come back.
            LOG.error("{} failed", thread.getName(), bug);
            return String.valueOf(bug.getMessage());
        }
    }

    private void tell(String now) {
        String before = problem;
        problem = now;
        if (now.isEmpty()) {
            LOG.info("{} is connected to {}", thread.getName(), settings.url());
        } else if (before.isEmpty() && !isClosed()) {
            LOG.info("{} has lost {}: {}", thread.getName(), settings.url(), now);
        }
    }

    /** Sleeps, but not beyond the end. */
    void pause(Duration length) {
        try {
            closed.await(length.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException foreign) {
            // Nobody interrupts our thread; whoever did does not mean the session.
            LOG.debug("interrupted", foreign);
        }
    }

    /** The pause after this one. */
    Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(settings.longestPause()) > 0 ? settings.longestPause() : twice;
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** What is wrong with the link, empty when nothing is. */
    String problem() {
        return problem;
    }

    /** Ends the session soon; returns at once. */
    void close() {
        closed.countDown();
        LedgerConnection open = current;
        if (open != null) {
            try {
                open.close();
            } catch (IOException ignored) {
                LOG.debug("closing", ignored);
            }
        }
    }

    /** Whether the thread is gone, after having been started. */
    boolean ended() {
        return thread.getState() == Thread.State.TERMINATED;
    }

    /** Waits, a bounded time, for the thread to end. */
    void join() {
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("the thread {} is still running", thread.getName());
        }
    }
}
