package io.photinus.database.postgres;

import io.photinus.plugin.database.Hints;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hints by LISTEN and NOTIFY: one thread with a session that listens, one with a session that tells. A notification is this
 * process's random id and the hints, separated by commas; the empty hint says that some may be missing.
 */
final class NotifiedHints implements Hints, AutoCloseable {
    /** Says that hints may have been missed. */
    static final String MISSED = "";

    /** Begins the name of every session that listens, which all roles can see; this process's id ends it. */
    static final String LISTENER = "photinus-listener-";

    private static final Logger LOG = LoggerFactory.getLogger(NotifiedHints.class);
    private static final int LONGEST = 200;

    private final List<Consumer<String>> hearers = new CopyOnWriteArrayList<>();
    private final String self =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    private final Listener listener;
    private final Teller teller;

    /** @param databaseId sets the nodes of this database apart from others that use the same one in other schemas */
    NotifiedHints(Settings settings, String databaseId, Outage outage) {
        String channel = "photinus_" + databaseId;
        String threads = "photinus-db-" + settings.name();
        this.listener = new Listener(
                settings,
                Server.forHints(settings.target(), LISTENER + self),
                channel,
                threads + "-listener",
                outage,
                this::heard);
        this.teller =
                new Teller(Server.forHints(settings.target(), "photinus-teller"), channel, self, threads + "-teller");
    }

    void start() {
        listener.start();
        teller.start();
    }

    /** A notification of any process on this channel; empty when some may have been missed. */
    private void heard(String payload) {
        String[] parts = payload.split(",", -1);
        if (parts[0].equals(self)) {
            return;
        }
        if (parts.length == 1) {
            ring(MISSED);
            return;
        }
        for (int i = 1; i < parts.length; i++) {
            ring(parts[i]);
        }
    }

    private void ring(String hint) {
        for (Consumer<String> hearer : hearers) {
            try {
                hearer.accept(hint);
            } catch (RuntimeException failed) {
                LOG.atError().addKeyValue("hint", hint).setCause(failed).log("a hint was not taken");
            }
        }
    }

    @Override
    public void tell(String hint) {
        if (hint.isEmpty()
                || hint.length() > LONGEST
                || hint.chars().anyMatch(character -> character < ' ' || character > '~' || character == ',')) {
            throw new IllegalArgumentException("no hint: " + hint);
        }
        teller.tell(hint);
    }

    @Override
    public Hearing hear(Consumer<String> heard) {
        // Of its own identity, so that the same consumer may hear twice and stop once.
        Consumer<String> hearer = heard::accept;
        hearers.add(hearer);
        return () -> hearers.remove(hearer);
    }

    /** Ends both threads and their sessions. */
    @Override
    public void close() {
        teller.close();
        listener.close();
        hearers.clear();
    }
}
