package io.photinus.engine.events;

import io.photinus.engine.cores.JobLease;
import io.photinus.engine.operations.Receipts;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.loop.BackOff;
import io.photinus.loop.Loop;
import io.photinus.namespaces.NamespaceSettings.Contract;
import io.photinus.namespaces.Slot;
import io.photinus.plugin.blockchain.BlockchainPlugin;
import io.photinus.plugin.blockchain.EventFeed;
import io.photinus.plugin.blockchain.FeedStart;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one feed open on the present filling of the blockchain slot; each filling gets a sink of its own. Tells when the
 * ledger is back, since then what waits for it need not wait any longer.
 */
public final class LedgerFeed implements AutoCloseable {
    private static final Duration OPEN_LIMIT = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(10), 2);

    /** A feed with the filling that it was opened on. */
    private record OpenFeed(long generation, EventFeed feed, LedgerIngest sink) {}

    private final NamespaceContext context;
    private final JobLease lease;
    private final Receipts receipts;
    private final Runnable eventsCommitted;
    private final Runnable reconnected;
    private final Loop loop;
    private volatile @Nullable OpenFeed open;
    private boolean wasConnected = true;

    public LedgerFeed(
            NamespaceContext context,
            JobLease lease,
            Receipts receipts,
            Runnable eventsCommitted,
            Runnable reconnected) {
        this.context = context;
        this.lease = lease;
        this.receipts = receipts;
        this.eventsCommitted = eventsCommitted;
        this.reconnected = reconnected;
        this.loop = new Loop(
                "photinus-" + context.name() + "-feed",
                context.bells().feed(),
                BACK_OFF,
                lease.guard(this::follow, this::lost));
    }

    public void start() {
        loop.start();
    }

    /** One sentence; empty while events flow. */
    public String problem() {
        OpenFeed now = open;
        return !loop.problem().isEmpty() || now == null
                ? loop.problem()
                : now.feed().problem();
    }

    /** Whether the ledger can tell us something new right now. */
    public boolean connected() {
        OpenFeed now = open;
        return now != null && now.feed().connected();
    }

    /** Another process follows the ledger now. */
    private void lost() {
        OpenFeed now = open;
        if (now != null) {
            shut(now);
        }
        wasConnected = true;
    }

    private Duration follow() {
        Slot<BlockchainPlugin> slot = context.slots().blockchain();
        OpenFeed now = open;
        long generation = slot.generation();
        boolean filled = slot.plugin().isPresent();
        if (now != null && (!filled || now.generation() != generation)) {
            shut(now);
            now = null;
        }
        if (now == null && filled) {
            open = openFeed(slot, generation);
        }
        boolean connected = connected();
        if (connected && !wasConnected) {
            reconnected.run();
        }
        wasConnected = connected;
        return LOOK_AGAIN;
    }

    private OpenFeed openFeed(Slot<BlockchainPlugin> slot, long generation) {
        Contract contract = context.settings().contracts().get(0);
        String cursor = "feed:0";
        String after = context.store()
                .read(store -> store.cursors().get(context.name(), cursor))
                .orElse(null);
        LedgerIngest sink = new LedgerIngest(context, lease, receipts, cursor, eventsCommitted);
        FeedStart start = new FeedStart(
                Objects.requireNonNull(contract.location(), "a multiparty namespace has a contract location"),
                contract.firstEvent(),
                after);
        try {
            EventFeed feed = slot.call(
                            plugin -> CompletableFuture.completedFuture(plugin.follow(start, sink)), OPEN_LIMIT)
                    .join();
            return new OpenFeed(generation, feed, sink);
        } catch (CompletionException failed) {
            sink.revoke();
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private void shut(OpenFeed feed) {
        feed.sink().revoke();
        open = null;
        feed.feed().close();
    }

    @Override
    public void close() {
        OpenFeed now = open;
        if (now != null) {
            now.sink().revoke();
        }
        loop.close();
        now = open;
        if (now != null) {
            shut(now);
        }
    }
}
