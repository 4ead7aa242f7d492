package io.photinus.http;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * What one socket tells its owner. All calls for one socket come strictly in order, one at a time, though not always on
 * the same thread. They run on threads of the connector; while a call has not returned, no further frame of that socket
 * is read, so a slow listener slows its own client and nobody else.
 */
@ConsumerType
public interface SocketListener {

    /**
     * A whole message from the client, at most the connector's {@code maxFrameBytes} long (a longer one closes the
     * socket with 1009). Binary messages arrive as text too, read as UTF-8. An exception closes the socket with 1011.
     */
    void text(String frame);

    /**
     * The last call for this socket, made exactly once, whoever closed it. The code is the one with which the closing
     * began, ours or the client's: 1012 when the endpoint was unregistered, 1001 when the connector stops, 1006 when the
     * connection broke before anybody closed it.
     */
    void closed(int code, String reason);
}
