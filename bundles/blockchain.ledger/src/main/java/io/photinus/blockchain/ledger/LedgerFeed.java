package io.photinus.blockchain.ledger;

import io.photinus.plugin.blockchain.EventBatch;
import io.photinus.plugin.blockchain.EventFeed;
import io.photinus.plugin.blockchain.EventSink;
import io.photinus.plugin.blockchain.FeedRevokedException;
import io.photinus.plugin.blockchain.FeedStart;
import io.photinus.plugin.blockchain.LedgerEvent;
import io.photinus.plugin.blockchain.Receipt;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows one contract over a connection of its own and hands its events to one sink, on one thread. */
final class LedgerFeed implements EventFeed, LedgerSession.Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerFeed.class);

    private final Settings settings;
    private final KeyDirectory keys;
    private final String contract;
    private final String location;
    private final EventSink sink;
    private final LedgerSession session;
    /** Behind what the sink has taken, or where to begin. */
    private String position;

    private volatile boolean subscribed;
    private volatile String sinkProblem = "";

    LedgerFeed(Settings settings, SigningKey key, KeyDirectory keys, String contract, FeedStart start, EventSink sink) {
        this.settings = settings;
        this.keys = keys;
        this.contract = contract;
        this.location = start.location().text();
        this.sink = sink;
        this.position = start.after() == null ? start.firstEvent() : start.after();
        this.session = new LedgerSession(settings, key, "feed-" + contract, this);
    }

    void start() {
        session.start();
    }

    @Override
    public void talk(LedgerConnection connection) throws IOException {
        connection.send(Wire.Request.subscribe(contract, position));
        // From here on a place and no longer «newest»: what comes while we are away is not skipped.
        position = String.valueOf(connection.await("subscribed").position());
        subscribed = true;
        while (!session.isClosed()) {
            Wire.Reply reply = connection.receive();
            if (reply != null && reply.is("events") && deliver(reply)) {
                connection.send(Wire.Request.ack(reply.batch()));
            }
        }
    }

    @Override
    public void lost(String reason) {
        subscribed = false;
    }

    /** Hands over one batch, as often as it takes; false when the feed has ended first. */
    private boolean deliver(Wire.Reply reply) {
        String behind = String.valueOf(reply.position());
        List<Wire.Event> heard = reply.events() == null ? List.of() : reply.events();
        List<LedgerEvent> events = heard.stream()
                .map(event -> LedgerEvents.read(event, location))
                .flatMap(Optional::stream)
                .toList();
        Set<String> own = keys.addresses();
        List<Receipt> receipts = heard.stream()
                .filter(event -> event.signer() != null && own.contains(event.signer()))
                .map(LedgerEvents::receipt)
                .flatMap(Optional::stream)
                .toList();
        Duration pause = settings.firstPause();
        while (!session.isClosed()) {
            try {
                if (!events.isEmpty()) {
                    sink.accept(new EventBatch(events, behind));
                }
                if (!receipts.isEmpty()) {
                    sink.receipts(receipts);
                }
                position = behind;
                sinkProblem = "";
                return true;
            } catch (FeedRevokedException over) {
                sinkProblem = String.valueOf(over.getMessage());
                session.close();
            } catch (RuntimeException notNow) {
                LOG.debug("the events up to {} are not taken now", behind, notNow);
                sinkProblem = "the node does not take events: " + notNow.getMessage();
                session.pause(pause);
                pause = session.longer(pause);
            }
        }
        return false;
    }

    @Override
    public boolean connected() {
        return subscribed;
    }

    @Override
    public String problem() {
        return sinkProblem.isEmpty() ? session.problem() : sinkProblem;
    }

    @Override
    public void close() {
        session.close();
    }

    boolean ended() {
        return session.ended();
    }

    void join() {
        session.join();
    }
}
