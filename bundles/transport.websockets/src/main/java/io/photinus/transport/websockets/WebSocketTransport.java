package io.photinus.transport.websockets;

import io.photinus.http.SocketEndpoint;
import io.photinus.http.SocketListener;
import io.photinus.http.SocketPeer;
import io.photinus.plugin.transport.Delivery;
import io.photinus.plugin.transport.TransportHost;
import io.photinus.plugin.transport.TransportPlugin;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.JsonObject;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transport {@code websockets}. Offers its endpoint to the front door only while the core has it open, so that a client
 * that comes earlier waits at the door instead of being turned away. Thread-safe; has no thread of its own: frames are
 * handed to the network on the thread that delivers, and on the network's threads when a client is slow.
 */
@Component(
        configurationPid = "io.photinus.transport.websockets",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = TransportPlugin.class)
@Designate(ocd = WebSocketTransport.Config.class, factory = true)
public final class WebSocketTransport implements TransportPlugin, SocketEndpoint {
    /** The configuration of the transport. */
    @ObjectClassDefinition(name = "Event transport websockets")
    @interface Config {
        @AttributeDefinition(description = "Name of this plugin in the configuration set")
        String photinus_plugin_name();

        @AttributeDefinition(description = "The transport that subscriptions name")
        String photinus_plugin_type() default "websockets";
    }

    /** A socket that slipped in while the transport was being closed. */
    private static final class TurnedAway implements SocketListener {
        @Override
        public void text(String frame) {
            // It is being closed.
        }

        @Override
        public void closed(int code, String reason) {
            // Nobody has heard of it.
        }
    }

    /** Where the endpoint is offered; returns how to withdraw it. */
    interface Door {
        Runnable offer(SocketEndpoint endpoint);
    }

    static final int SERVICE_RESTART = 1012;
    static final String PATHS = "/ws|/api/v1/namespaces/(?<ns>[^/]+)/ws";

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketTransport.class);
    private static final String CONNECTOR_NAME = "api";
    private static final String WITH_DATA = "withData";

    private final Door door;
    private final Map<String, Connection> connections = new ConcurrentHashMap<>();
    private final Object lock = new Object();
    private volatile @Nullable TransportHost host;
    private @Nullable Runnable withdraw;

    @Activate
    public WebSocketTransport(BundleContext context, Config config) {
        this(endpoint -> offer(context, endpoint));
        LOG.debug("transport {} is ready", config.photinus_plugin_name());
    }

    WebSocketTransport(Door door) {
        this.door = door;
    }

    private static Runnable offer(BundleContext context, SocketEndpoint endpoint) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(CONNECTOR, CONNECTOR_NAME);
        properties.put(PATH, PATHS);
        ServiceRegistration<SocketEndpoint> registration =
                context.registerService(SocketEndpoint.class, endpoint, properties);
        return () -> {
            try {
                registration.unregister();
            } catch (IllegalStateException gone) {
                // The framework has withdrawn it with the bundle.
                LOG.debug("endpoint was withdrawn already");
            }
        };
    }

    @Override
    public JsonObject validateOptions(JsonObject options) {
        if (options.get(WITH_DATA) instanceof Boolean wanted && wanted) {
            throw new NodeProblem(ErrorCode.FF10244);
        }
        return options.with(WITH_DATA, false);
    }

    @Override
    public void open(TransportHost opened) {
        close();
        synchronized (lock) {
            host = opened;
            withdraw = door.offer(this);
        }
    }

    @Override
    public SocketListener open(SocketPeer peer) {
        TransportHost core = host;
        if (core == null) {
            peer.close(SERVICE_RESTART, "service restart");
            return new TurnedAway();
        }
        Connection connection = new Connection(peer, core, connections::remove);
        // Known before it starts anything: deliveries may come before a start has returned.
        connections.put(peer.id(), connection);
        LOG.atDebug().addKeyValue("peer", peer.id()).log("socket opened from {}", peer.remoteAddress());
        connection.open();
        return connection;
    }

    @Override
    public void deliver(Delivery delivery) {
        Connection connection = connections.get(delivery.connection());
        if (connection != null) {
            connection.deliver(delivery);
        }
        // Otherwise the core has been told that the connection is closed, and delivers again elsewhere.
    }

    @Override
    @Deactivate
    public void close() {
        Runnable offered;
        synchronized (lock) {
            offered = withdraw;
            withdraw = null;
            host = null;
        }
        if (offered != null) {
            offered.run();
        }
        List.copyOf(connections.values()).forEach(connection -> connection.close(SERVICE_RESTART, "service restart"));
    }
}
