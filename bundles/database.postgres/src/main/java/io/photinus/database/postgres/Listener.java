package io.photinus.database.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for notifications. It is also who notices first that the server has gone, and says so once, and that it is back. When
 * it has begun to listen, some notifications may have been missed: then it hears the empty text.
 */
final class Listener extends HintSession {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    /** A silent server is asked now and then whether it is still there. */
    private static final Duration ASK = Duration.ofSeconds(10);

    private final Settings settings;
    private final String channel;
    private final Outage outage;
    private final Consumer<String> heard;
    private boolean away;

    Listener(Settings settings, Server server, String channel, String thread, Outage outage, Consumer<String> heard) {
        super(server, thread);
        this.settings = settings;
        this.channel = channel;
        this.outage = outage;
        this.heard = heard;
    }

    @Override
    boolean await() {
        return true;
    }

    @Override
    void use(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("listen \"" + channel + "\"");
            outage.over();
            if (away) {
                away = false;
                LOG.atInfo().addKeyValue("plugin", settings.name()).log("the database server is back");
            }
            heard.accept(NotifiedHints.MISSED);
            PGConnection notified = session.unwrap(PGConnection.class);
            while (!closing()) {
                PGNotification[] notifications = notified.getNotifications((int) ASK.toMillis());
                if (notifications == null || notifications.length == 0) {
                    statement.execute("select 1");
                } else {
                    for (PGNotification notification : notifications) {
                        heard.accept(notification.getParameter());
                    }
                }
            }
        }
    }

    @Override
    void broken(SQLException failure) {
        String sentence = Failures.sentence(settings.target(), failure);
        outage.failed(failure, sentence);
        if (!away) {
            away = true;
            LOG.atWarn().addKeyValue("plugin", settings.name()).log("{}", sentence);
        }
    }
}
