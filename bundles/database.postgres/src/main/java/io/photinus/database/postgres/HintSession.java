package io.photinus.database.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A thread with a session of its own, which it opens anew when it breaks, and both of which end when this is closed. */
abstract class HintSession implements AutoCloseable {
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 3_000;
    private static final long END_SECONDS = 10;

    private final Server server;
    private final Thread thread;
    private @Nullable Connection session;
    private boolean closing;

    HintSession(Server server, String name) {
        this.server = server;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    final void start() {
        thread.start();
    }

    private void run() {
        long pause = FIRST_PAUSE_MILLIS;
        while (!closing()) {
            try {
                if (await()) {
                    Connection opened = open();
                    pause = FIRST_PAUSE_MILLIS;
                    use(opened);
                }
            } catch (SQLException broken) {
                if (!closing()) {
                    broken(broken);
                }
            }
            end();
            pause(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    private Connection open() throws SQLException {
        Connection opened = server.getConnection();
        synchronized (this) {
            if (closing) {
                opened.close();
                throw new SQLException("closed");
            }
            session = opened;
        }
        return opened;
    }

    private void end() {
        Connection last;
        synchronized (this) {
            last = session;
            session = null;
        }
        if (last != null) {
            cut(last);
        }
    }

    private static void cut(Connection session) {
        try {
            // Also while another thread waits for an answer in it.
            session.abort(Runnable::run);
        } catch (SQLException alreadyGone) {
            // Then there is nothing to cut.
        }
    }

    private synchronized void pause(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            for (long left = end - System.nanoTime(); left > 0 && !closing; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException ended) {
            closing = true;
        }
    }

    final synchronized boolean closing() {
        return closing;
    }

    /** Waits until a session is needed; false when it turns out that none is. */
    abstract boolean await();

    /** Uses the session for as long as it lasts or is needed. */
    abstract void use(Connection session) throws SQLException;

    /** The session could not be opened, or is broken. */
    abstract void broken(SQLException failure);

    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        end();
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
