package io.photinus.database.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Sends what is told: the first hint at once, what comes within the next few milliseconds together. While nobody else
 * listens nothing is sent; whoever begins to listen is told that hints may be missing.
 */
final class Teller extends HintSession {
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final Duration AUDIENCE = Duration.ofSeconds(1);
    /** More would be told as «look everywhere». */
    private static final int MOST = 500;
    /** Of the 8000 bytes that a notification can hold. */
    private static final int LONGEST = 7_500;

    private final String channel;
    private final String self;
    private final Set<String> told = new LinkedHashSet<>();
    private boolean lost;
    private boolean audience;
    private long lookedAt = System.nanoTime() - AUDIENCE.toNanos();

    Teller(Server server, String channel, String self, String thread) {
        super(server, thread);
        this.channel = channel;
        this.self = self;
    }

    /** Never waits for the server. */
    synchronized void tell(String hint) {
        if (told.size() >= MOST) {
            told.clear();
            lost = true;
        }
        if (!lost && told.add(hint) && told.size() == 1) {
            notifyAll();
        }
    }

    @Override
    synchronized boolean await() {
        try {
            while (told.isEmpty() && !lost && !closing()) {
                wait();
            }
        } catch (InterruptedException ended) {
            return false;
        }
        return !closing();
    }

    @Override
    void use(Connection session) throws SQLException {
        try (PreparedStatement notify = session.prepareStatement("select pg_notify(?, ?)")) {
            while (await()) {
                boolean before = audience;
                lookForAudience(session);
                if (audience && !before) {
                    lose();
                }
                String payload = payload();
                if (audience) {
                    notify.setString(1, channel);
                    notify.setString(2, payload);
                    notify.execute();
                }
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks now and then; when nobody was there, what is told waits for the next look. */
    private void lookForAudience(Connection session) throws SQLException, InterruptedException {
        long due = lookedAt + AUDIENCE.toNanos() - System.nanoTime();
        if (due > 0 && audience) {
            return;
        }
        TimeUnit.NANOSECONDS.sleep(due);
        lookedAt = System.nanoTime();
        try (PreparedStatement look =
                session.prepareStatement("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and application_name like ? and application_name <> ?")) {
            look.setString(1, NotifiedHints.LISTENER + "%");
            look.setString(2, NotifiedHints.LISTENER + self);
            try (ResultSet row = look.executeQuery()) {
                audience = row.next() && row.getInt(1) > 0;
            }
        }
    }

    private synchronized void lose() {
        told.clear();
        lost = true;
    }

    private synchronized String payload() {
        StringBuilder payload = new StringBuilder(self);
        for (String hint : told) {
            if (payload.length() + 1 + hint.length() > LONGEST) {
                lost = true;
                break;
            }
            payload.append(',').append(hint);
        }
        String all = lost ? self + "," + NotifiedHints.MISSED : payload.toString();
        told.clear();
        lost = false;
        return all;
    }

    /** What was told is lost; the others hear of that when the server is back. */
    @Override
    void broken(SQLException failure) {
        audience = false;
        lose();
    }
}
