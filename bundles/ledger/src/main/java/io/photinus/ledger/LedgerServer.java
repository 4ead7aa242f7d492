package io.photinus.ledger;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The embedded ledger: a TCP listener in front of one chain (docs/ledger-protocol.md). Exclusive on its directory. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "io.photinus.ledger.server",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = LedgerServer.Config.class, factory = true)
public final class LedgerServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerServer.class);
    private static final long JOIN_MILLIS = 3000;
    private static final long ACCEPT_PAUSE_NANOS = 100_000_000;

    @ObjectClassDefinition(name = "Photinus embedded ledger")
    @interface Config {
        @AttributeDefinition(description = "Address to listen on")
        String address() default "127.0.0.1";

        @AttributeDefinition(description = "Port to listen on; 0 takes a free one, which the log names")
        int port() default 0;

        @AttributeDefinition(description = "Directory of the blocks; one server at a time")
        String directory();

        @AttributeDefinition(description = "Least time between two blocks, as 100ms or 1s or plain milliseconds")
        String blockInterval() default "100ms";

        @AttributeDefinition(description = "Addresses that may connect and submit; empty admits any valid signature")
        String[] submitters() default {};

        @AttributeDefinition(description = "Most clients at a time")
        int maxConnections() default 64;

        @AttributeDefinition(description = "Longest frame that a client may send, in bytes")
        int maxFrameBytes() default 1_048_576;

        @AttributeDefinition(description = "Most submissions that wait for a block")
        int maxPending() default 4096;
    }

    private final Settings settings;
    private final Chain chain;
    private final ServerSocket listener;
    private final BlockMaker maker;
    private final Thread acceptor;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

    @Activate
    public LedgerServer(Config config) throws IOException {
        this(Settings.of(config));
    }

    /**
     * Opens the chain, then listens.
     *
     * @throws IOException when the directory is in use or damaged, or the port is taken
     */
    public LedgerServer(Settings settings) throws IOException {
        this.settings = settings;
        this.chain = new Chain(settings.directory(), Clock.systemUTC());
        try {
            this.listener = listen(settings);
        } catch (IOException taken) {
            chain.close();
            throw taken;
        }
        this.maker = new BlockMaker(
                chain, settings.blockInterval(), settings.maxPending(), () -> connections.forEach(Connection::ring));
        this.acceptor = new Thread(this::accept, "photinus-ledger-accept");
        this.acceptor.start();
        LOG.info(
                "ledger {} serves at {}:{}, {} blocks in {}",
                chain.ledger().substring(0, 8),
                settings.address(),
                port(),
                chain.head().number(),
                settings.directory());
    }

    private static ServerSocket listen(Settings settings) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByName(settings.address()), settings.port()));
            return socket;
        } catch (IOException taken) {
            socket.close();
            throw new IOException(
                    "the ledger cannot listen at " + settings.address() + ":" + settings.port() + ": "
                            + taken.getMessage(),
                    taken);
        }
    }

    /** The port in use. */
    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        for (int number = 1; !listener.isClosed(); number++) {
            try {
                admit(listener.accept(), number);
            } catch (IOException failed) {
                if (!listener.isClosed()) {
                    LOG.warn("a client could not be accepted: {}", failed.toString());
                    // The usual reason, too many open files, does not go away at once.
                    LockSupport.parkNanos(ACCEPT_PAUSE_NANOS);
                }
            }
        }
    }

    private void admit(Socket socket, int number) {
        if (connections.size() < settings.maxConnections()) {
            Connection connection = new Connection(number, socket, chain, maker, settings, connections::remove);
            connections.add(connection);
            connection.start();
            return;
        }
        try (socket) {
            String frame = Frames.error(0, "the ledger has as many clients as it may have") + "\n";
            socket.getOutputStream().write(frame.getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            LOG.debug("a client is gone: {}", gone.toString());
        }
    }

    /** Stops within seconds. What was acknowledged is on disk; what was not is left to be repeated. */
    @Override
    @Deactivate
    public void close() {
        try {
            listener.close();
            join(acceptor);
            maker.close();
            connections.forEach(Connection::close);
            connections.forEach(Connection::join);
            chain.close();
        } catch (IOException failed) {
            LOG.warn("the ledger did not close cleanly: {}", failed.toString());
        }
        LOG.info(
                "ledger {} has stopped at block {}",
                chain.ledger().substring(0, 8),
                chain.head().number());
    }

    static void join(Thread thread) {
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
