package io.photinus.http;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One connected client. Thread-safe; nothing here blocks. What describes the handshake stays readable after the socket
 * is closed.
 */
@ProviderType
public interface SocketPeer {

    /** A random UUID, new for each connection. */
    String id();

    /** Address and port of the client, {@code 127.0.0.1:40112}. */
    String remoteAddress();

    /** The client's User-Agent header, empty when it sent none. */
    String userAgent();

    /** Decoded query of the handshake, in order. A key without a value has the value {@code ""}. */
    Map<String, List<String>> query();

    /** Headers of the handshake; names are looked up without case. */
    Map<String, List<String>> headers();

    /** Named groups of {@link SocketEndpoint#PATH} that took part in the match. */
    Map<String, String> pathParameters();

    /**
     * Queues a text message. Messages sent from one thread, or one after another, arrive in that order. The stage
     * completes when the message has been handed to the network, which is not proof that the client read it. It fails
     * when the socket is closed, or at once when the connector's {@code maxQueuedBytes} would be passed: then nothing
     * was queued. Dependent actions of the stage may run on a thread of the connector.
     */
    CompletionStage<Void> send(String frame);

    /** Bytes queued and not yet handed to the network. */
    long queuedBytes();

    /**
     * Starts the closing handshake; a client that does not answer it is cut off after five seconds. Frames queued before
     * still go out. Closing twice is harmless, the first code counts.
     */
    void close(int code, String reason);
}
