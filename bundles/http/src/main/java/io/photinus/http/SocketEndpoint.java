package io.photinus.http;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Takes the WebSocket connections of some paths of one connector. Registered as an OSGi service with the properties
 * {@link #CONNECTOR} and {@link #PATH}; of several endpoints that match a path the one with the best service ranking is
 * asked.
 *
 * <p>The upgrade itself belongs to the front door and outlives every endpoint. While no endpoint is registered, upgrade
 * requests wait as other requests do. When an endpoint is unregistered, its sockets are closed with 1012 and their
 * listeners told so; the endpoint need not do it.
 */
@ConsumerType
public interface SocketEndpoint {

    /** Service property: name of the connector, for example {@code api}. */
    String CONNECTOR = "photinus.http.connector";

    /**
     * Service property: regular expression that must match the whole canonical, decoded path. Its named groups become
     * {@link SocketPeer#pathParameters()}.
     */
    String PATH = "photinus.http.path";

    /**
     * Called once for each new socket, after the handshake and before the first frame. The peer may be used at once,
     * from any thread. Different sockets open at the same time on different threads. An exception closes the socket
     * with 1011.
     *
     * <p>Runs on a thread of the connector: must not wait for long.
     */
    SocketListener open(SocketPeer peer);
}
